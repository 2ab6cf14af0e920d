"""The page of a document."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from commission.models import DocumentFile, Mention
from tests import people
from tests.commission import record
from tests.downloads import status_of
from tests.factories import PracticeFactory, StrategyFactory, put_online
from tests.translations import made as translated
from tests.uploads import made
from translations import steps

pytestmark = pytest.mark.django_db


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def texts(page, selector):
    return [" ".join(found.text.split()) for found in page.select(selector)]


def with_files(page, *rows):
    page.files = [DocumentFile(**row) for row in rows]
    put_online(page.save_revision())


def test_languages_that_are_here_and_those_that_are_missing(client):
    page = record.document("E/CN.7/2020/9", "Subsidiary bodies", body=record.body())
    content = ContentFile(made.pdf(), name="x.pdf")
    file = get_document_model().objects.create(title="x", file=content)
    with_files(
        page,
        {"language": "fr", "document": file},
        {"language": "es", "url": "https://example.org/es.pdf"},
        {"language": "ru", "url": "javascript:alert(1)"},
    )
    found = shown(client, page.url)
    rows = texts(found, "#languages li")
    assert len(rows) == 6
    here = {link["hreflang"]: link["href"] for link in found.select("#languages a")}
    assert here == {"fr": file.url, "es": "https://example.org/es.pdf"}
    assert sum("not here" in row for row in rows) == 4
    assert status_of(client, file.url) == 200


def test_issued_in_english_only(client):
    page = record.document("E/CN.7/2020/CRP.1", is_english_only=True, is_reissued=True)
    found = shown(client, page.url)
    assert len(found.select("#languages li")) == 1
    assert "Issued in English only." in found.select_one("#languages").text
    assert "E/CN.7/2020/CRP.1*" in found.select_one(".page-head__kind").text
    assert "Conference room paper" in texts(found, ".facts dd")


def test_a_document_does_not_grow_stale(client):
    page = record.document("E/CN.7/2016/CRP.12")
    type(page).objects.update(first_published_at=timezone.now() - timedelta(days=3000))
    assert "has not been confirmed" not in shown(client, page.url).main.text


def test_the_family_of_a_document(client):
    main = record.document("E/CN.7/2022/3-E/CN.15/2022/4", "Report")
    for symbol in ("E/CN.7/2022/3/Add.10", "E/CN.7/2022/3/Add.2", "E/CN.15/2022/4/Corr.1"):
        record.document(symbol, f"Part {symbol}")
    record.document("E/CN.7/2022/3/Add.3", "A draft", publish=False)
    record.document("E/CN.7/2022/30", "Another report")
    family = texts(shown(client, main.url), "#family li")
    assert [row.split(" Part")[0] for row in family] == [
        "E/CN.7/2022/3/Add.2 addendum",
        "E/CN.7/2022/3/Add.10 addendum",
        "E/CN.15/2022/4/Corr.1 corrigendum",
    ]
    of_addendum = texts(shown(client, "/documents/e-cn-7-2022-3-add-2/"), "#family li")
    assert [row.split()[0] for row in of_addendum] == [
        "E/CN.7/2022/3-E/CN.15/2022/4",
        "E/CN.7/2022/3/Add.10",
    ]


def test_what_a_correction_corrects_is_named_where_it_is_not_here(client):
    page = record.document("E/CN.7/2022/3/Corr.1")
    assert texts(shown(client, page.url), "#family li") == [
        "E/CN.7/2022/3 main document (not here)"
    ]


def test_a_newer_document_is_named_first(client):
    older = record.document("E/CN.7/2020/CRP.3")
    assert not shown(client, older.url).select(".page-head .notice")
    newer = record.document("E/CN.7/2021/CRP.5", replaces=older)
    assert newer.symbol in shown(client, older.url).select_one(".page-head .notice").text
    assert older.symbol in texts(shown(client, newer.url), ".facts dd")
    newer.refresh_from_db()
    newer.unpublish()
    assert not shown(client, older.url).select(".page-head .notice")


def test_public_texts_that_name_a_document(client):
    page = record.document("E/2019/28-E/CN.7/2019/13", "Report of the Commission")
    practice = PracticeFactory(title="Naloxone", description="<p>See e/cn7/2019/13</p>")
    StrategyFactory(title="A plan", summary="As E/2019/28* says.")
    statement = record.intervention(record.meeting(), "On the report", text="<p>E/2019/28</p>")
    PracticeFactory(title="A draft", summary="E/2019/28", publish=False)
    PracticeFactory(title="Nothing", summary="E/2019/281")
    found = shown(client, page.url)
    assert sorted(texts(found, "#cited .entry__title")) == ["A plan", "Naloxone", "On the report"]
    assert "3 texts" in found.select_one("#cited > p").text
    practice.refresh_from_db()
    practice.unpublish()
    statement.text = "<p>Another</p>"
    put_online(statement.save_revision())
    assert texts(shown(client, page.url), "#cited .entry__title") == ["A plan"]


def test_a_text_names_each_document_once():
    page = PracticeFactory(summary="E/CN.7/2020/9 and E/CN.7/2020/9", description="<p>A/1/2</p>")
    keys = Mention.objects.filter(page=page).values_list("symbol_key", flat=True)
    assert sorted(keys) == ["a/1/2", "e/cn.7/2020/9"]
    own = record.document("E/CN.7/2020/6", "E/CN.7/2020/6 and E/CN.7/2020/9")
    assert [row.symbol_key for row in own.mentions.all()] == ["e/cn.7/2020/9"]


def test_a_document_is_named_by_a_translation_too_until_that_is_not_public():
    page = translated.original()
    translation = translated.public(page, word="E/CN.7/2020/9")
    named = Mention.objects.filter(page=page.pk).values_list("symbol_key", flat=True)
    assert list(named) == ["e/cn.7/2020/9"]
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    translated.changed(page, summary="E/CN.7/2020/10")
    assert sorted(named.all()) == ["e/cn.7/2020/10", "e/cn.7/2020/9"]
    steps.withdraw(translation, people.officer())
    assert list(named.all()) == ["e/cn.7/2020/10"]
