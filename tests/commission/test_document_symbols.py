"""A document is known by its symbols, however they are typed, and no other document has them."""

import pytest
from django.core.exceptions import ValidationError

from commission.models import DocumentPage, JointSymbol
from tests.commission import record

pytestmark = pytest.mark.django_db


def joint_symbols(page):
    return [joint.symbol for joint in DocumentPage.objects.get(pk=page.pk).joint_symbols.all()]


def test_a_symbol_is_kept_as_it_is_printed():
    page = record.document(" e/cn7/2022/crp.3 add 1* ")
    page.refresh_from_db()
    assert (page.symbol, page.slug) == ("E/CN.7/2022/CRP.3/Add.1", "e-cn-7-2022-crp-3-add-1")
    assert (page.series, page.suffix, page.is_reissued) == ("CRP", "Add", True)
    assert (page.symbol_key, page.family_key) == ("e/cn.7/2022/crp.3/add.1", "e/cn.7/2022/crp.3")
    assert page.printed_symbol == "E/CN.7/2022/CRP.3/Add.1*"


def test_a_joint_symbol_typed_as_one_becomes_two():
    page = record.document("E/2019/28–E/CN.7/2019/13")
    page = DocumentPage.objects.get(pk=page.pk)
    assert (page.symbol, joint_symbols(page)) == ("E/2019/28", ["E/CN.7/2019/13"])
    assert page.printed_symbol == "E/2019/28-E/CN.7/2019/13"
    page.save_revision()
    assert joint_symbols(page) == ["E/CN.7/2019/13"]


@pytest.mark.parametrize("again", ["e/cn.7/2019/13*", "E/2019/28", "A/1/2-E/CN.7/2019/13"])
def test_a_symbol_belongs_to_one_document(again):
    record.document("E/2019/28-E/CN.7/2019/13")
    with pytest.raises(ValidationError, match="Another document has the symbol E/"):
        record.document(again)
    assert DocumentPage.objects.count() == 1


def test_a_joint_symbol_belongs_to_one_document():
    other = record.document("E/CN.7/2020/9")
    page = record.document("E/2020/28")
    page.joint_symbols.add(JointSymbol(symbol="E/CN.7/2020/09"))
    with pytest.raises(ValidationError, match=r"E/CN\.7/2020/9"):
        page.save_revision()
    with pytest.raises(ValidationError):
        JointSymbol(symbol="E/CN.7/2020/9", page=page).clean()
    JointSymbol(symbol="E/CN.7/2020/9", page=other).clean()


def test_what_is_no_symbol_is_refused():
    with pytest.raises(ValidationError, match="no symbol of a document"):
        record.document("the report of 2019")
    with pytest.raises(ValidationError, match="no symbol of a document"):
        JointSymbol(symbol="2019").clean()
