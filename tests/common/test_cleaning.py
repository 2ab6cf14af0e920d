"""Texts are clean in the database whichever way they came, and what leaves is valid XML anyway."""

import json

import pytest
from defusedxml.ElementTree import fromstring
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.db.models.signals import pre_save
from wagtail.models import Comment

from common.cleaning import clean_before_saving
from practices.models import Annex, ContributionPage, Link, PracticePage
from submission.importer.readers import read
from submission.importer.run import run
from tests.factories import PracticeFactory
from tests.people import officer

pytestmark = pytest.mark.django_db
DIRTY, CLEAN = "A\x07 metha\u00addone\x0bde\u0301\r\nend", "A methadone\ndé\nend"
XML = ["/search/feed/", "/oai/?verb=ListRecords&metadataPrefix=oai_dc", "/sitemap.xml"]


def test_a_draft_and_the_page_it_becomes_are_clean():
    page = PracticeFactory(
        title=DIRTY,
        summary=DIRTY,
        partners=DIRTY,
        description=f"<p>{DIRTY}</p>",
        terms={"links": [Link(title=DIRTY, url="https://example.org/")]},
    )
    draft = page.get_latest_revision().content
    stored = PracticePage.objects.get(pk=page.pk)
    for title in (draft["title"], stored.title, stored.links.get().title):
        assert title == CLEAN.replace("\n", " ")
    for text in (draft["summary"], stored.summary, stored.partners):
        assert text == CLEAN
    assert stored.description == f"<p>{CLEAN}</p>"


def test_a_file_of_an_import(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "1", "title": DIRTY, "state": "KEN", "summary": DIRTY}))
    assert run(read(path)).errors == []
    page = PracticePage.objects.get(import_key="1")
    assert (page.title, page.summary) == (CLEAN.replace("\n", " "), CLEAN)


def test_a_remark_of_an_officer():
    page = PracticeFactory()
    comment = Comment(page=page, user=officer(), text=DIRTY, contentpath="summary")
    comment.save()
    assert Comment.objects.get().text == CLEAN


def test_letters_without_a_composed_form_still_fit():
    page = PracticeFactory(title="\u0958" * 255)
    assert len(PracticePage.objects.get(pk=page.pk).title) == 255


@pytest.mark.parametrize("path", XML)
def test_what_the_database_already_holds_never_breaks_a_feed(client, path):
    page = PracticeFactory(title="Stored long ago", summary="x")
    vertical_tab = Concat(F("summary"), Value("\x0b\x07"), output_field=models.TextField())
    ContributionPage.objects.filter(pk=page.pk).update(summary=vertical_tab, title="Tab\x0bbed")
    answer = client.get(path)
    assert answer.status_code == 200
    fromstring(b"".join(answer) if answer.streaming else answer.content)


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "ris", "bib"])
def test_nor_an_export(client, form):
    page = PracticeFactory(terms={"links": [Link(title="a", url="https://example.org/")]})
    ContributionPage.objects.filter(pk=page.pk).update(summary="a\x0b\x07b")
    Link.objects.update(title="a\x07\x0bb")
    content = b"".join(client.get(f"/search/export.{form}"))
    assert form == "xlsx" or b"\x07" not in content  # a ZIP archive holds any byte
    assert content


def test_every_text_field_of_the_pages_is_cleaned():
    """A model that people write into and that portal/apps.py does not name would show here."""
    for model in (PracticePage, Link, Annex, Comment):
        assert clean_before_saving in pre_save._live_receivers(model)[0]
