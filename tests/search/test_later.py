"""Wagtail's search index of contributions, written by the index worker while Elasticsearch runs."""

import pytest
from elasticsearch import ConnectionError as NoAnswerError
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

from practices.models import Annex, PracticePage
from search import retagging, sync
from search.models import PageToRetag
from tests.factories import PracticeFactory, document_of, fresh, put_online

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes_at_once", "_later")]


@pytest.fixture
def _later(settings):
    settings.TASKS = {"default": {"BACKEND": "search.later.Backend"}}


def published():
    """As after a review; an import writes the index itself."""
    page = PracticeFactory(publish=False)
    put_online(page.save_revision())
    return fresh(page)


def indexed(page):
    return IndexEntry.objects.filter(object_id=str(page.pk), content_type=page.content_type)


def test_a_contribution_is_in_the_index_once_the_worker_has_written(monkeypatch):
    """Also while Elasticsearch does not answer: it is this index that answers then."""

    def no_answer(*_args):
        raise NoAnswerError("down")

    page = published()
    assert not indexed(page).exists()
    monkeypatch.setattr(sync.Worker, "_look_for_index", no_answer)
    monkeypatch.setattr(sync.Worker, "_prepare_once", lambda worker: None)
    sync.Worker(wait=lambda seconds: None).step()
    assert indexed(page).exists()
    assert not PageToRetag.objects.exists()


def test_what_is_no_contribution_is_indexed_at_once():
    document = document_of("ke")
    assert get_document_model().objects.get() == document
    assert IndexEntry.objects.filter(object_id=str(document.pk)).exists()


def test_files_are_known_to_be_shown_in_the_transaction_that_shows_them():
    """Which files are public hangs on it."""
    document = document_of("ke")
    page = PracticeFactory(terms={"annexes": [Annex(title="Plan", document=document)]})
    assert ReferenceIndex.get_references_to(document).get().object_id == str(page.pk)
    page.annexes.set([])
    page.save_and_publish(None, "review")
    assert not ReferenceIndex.get_references_to(document).exists()


def test_a_page_saved_again_while_it_is_written_is_written_once_more(monkeypatch):
    page, write = published(), retagging.index.insert_or_update_object

    def overtaken(instance):
        write(instance)
        retagging.read_again([page.pk])

    monkeypatch.setattr(retagging.index, "insert_or_update_object", overtaken)
    assert retagging.retag() == 1
    monkeypatch.undo()
    assert retagging.retag() == 1
    assert retagging.retag() == 0


def test_a_page_at_fault_keeps_no_other_waiting(monkeypatch, caplog):
    faulty, good = published(), published()

    def words(page):
        if page.pk == faulty.pk:
            raise ValueError("no words")
        return "naloxone"

    monkeypatch.setattr(PracticePage, "database_words", property(words))
    assert retagging.retag() == 2
    assert indexed(good).exists()
    assert not indexed(faulty).exists()
    assert f"Page {faulty.pk}" in caplog.text
