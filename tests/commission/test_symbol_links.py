"""A symbol in what visitors read leads to its document, if that is public here."""

import time
from functools import partial
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from commission.symbol_links import with_links
from commission.symbols import document_named
from home.models import StandardPage
from tests.commission import record
from tests.factories import PracticeFactory, put_online
from tests.queries import at_most
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db

ADDRESS = "/documents/e-cn-7-2020-9/"


def links(html):
    found = BeautifulSoup(with_links(html), "html.parser").select("a.symbol")
    return [(link["href"], link.text) for link in found]


@pytest.fixture(scope="module")
def report(django_db_setup, django_db_blocker):
    make = partial(record.document, "E/CN.7/2020/9", "Subsidiary bodies")
    yield from shared(make, django_db_blocker)


WRITTEN = ("E/CN.7/2020/9", "e/cn7/2020/9", "E／CN．7／2020／9", "Е/CN.7/2020/9")
SENTENCES = ("See {}.", "(见{}号文件)", "انظر الوثيقة {}، الفقرة 3", "См. {}, пункт 3", "{}*")


def test_a_symbol_leads_to_its_document(report):
    for sentence, written in product(SENTENCES, WRITTEN):
        assert links(f"<p>{sentence.format(written)}</p>") == [(ADDRESS, written)]


def test_resolutions_and_joint_symbols():
    record.document("CND res. 60/1", "Preparations for 2019")
    record.document("A/RES/67/193", "International cooperation")
    record.document("E/2019/28-E/CN.7/2019/13", "Report of the Commission")
    html = "Commission resolution 60/1; General Assembly resolution 67/193; E/CN.7/2019/13; "
    html += "E/2019/28-E/CN.7/2019/13"
    assert links(html) == [
        ("/documents/cnd-res-60-1/", "Commission resolution 60/1"),
        ("/documents/a-res-67-193/", "General Assembly resolution 67/193"),
        ("/documents/e-2019-28/", "E/CN.7/2019/13"),
        ("/documents/e-2019-28/", "E/2019/28-E/CN.7/2019/13"),
    ]


def test_what_is_left_as_it_is(report):
    for html in (
        '<a href="https://example.org/E/CN.7/2020/9">E/CN.7/2020/9</a>',
        '<a href="/x"><b>the report E/CN.7/2020/9</b></a>',
        '<p title=">E/CN.7/2020/9">and/or</p>',
        "E/CN.7/2020/9/Add.1 and E/CN.7/2020/91 and XE/CN.7/2020/9",
        "https://undocs.org/en/E/CN.7/2020/9",
        "resolution 60/1, 24/7, km/h, A/H1N1",
        "",
    ):
        assert with_links(html) == html


def test_behind_a_link_symbols_lead_on(report):
    html = '<p><abbr>x</abbr><a href="/">home</a> E/CN.7/2020/9</p>'
    assert links(html) == [(ADDRESS, "E/CN.7/2020/9")]


def test_the_address_is_in_the_language_of_the_page(report):
    with translation.override("ar"):
        assert links("E/CN.7/2020/9") == [(f"/ar{ADDRESS}", "E/CN.7/2020/9")]


def test_only_what_is_public_is_linked():
    page = record.document("E/CN.7/2020/8", publish=False)
    assert not links("E/CN.7/2020/8")
    put_online(page.latest_revision)
    assert links("E/CN.7/2020/8")
    page.refresh_from_db()
    page.unpublish()
    assert not links("E/CN.7/2020/8")
    assert document_named("E/CN.7/2020/8") is None


def test_texts_without_symbols_ask_nothing(report):
    with at_most(0):
        with_links("<p>Partners and/or donors, 24 hours</p>")


def test_long_texts_are_read_at_once(report):
    html = "a/" * 20_000 + "E/CN.7/2020 " * 2_000 + "<" * 2_000 + "E-" * 20_000
    begun = time.process_time()
    assert with_links(html) == html
    assert time.process_time() - begun < 2


def test_stored_text_is_left_alone(client, report):
    words = "As the note by the Secretariat (E/CN.7/2020/9) says."
    page = PracticeFactory(summary=words, description=f"<p>{words}</p>")
    shown = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [link["href"] for link in shown.main.select("a.symbol")] == [ADDRESS] * 2
    page.refresh_from_db()
    assert page.description == f"<p>{words}</p>"
    assert "a class" not in client.get(f"/api/v1/practices/{page.pk}").content.decode()


def test_pages_of_the_secretariat_name_documents(client, report):
    page = StandardPage.objects.first()
    page.body = "<p>The note E/CN.7/2020/9</p>"
    page.way = "approval"
    page.save()
    shown = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert shown.main.select_one(f'a[href="{ADDRESS}"]')
