"""Texts of files: found on both engines, shown with their page, and only while they are public."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction
from wagtail.search.models import IndexEntry

from practices import embargo
from practices.file_collections import state_collection
from practices.models import Annex, PracticePage
from search import retagging
from search.asking import ask_for
from search.documents import documents
from search.hits import hits
from search.models import IndexState
from search.why import explain
from tests.commission import record
from tests.factories import PracticeFactory, StrategyFactory, member_state, put_online
from tests.uploads import readable
from uploads.models import FileText

from .test_languages import found  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CANARY = "zzcanaryzz"
WORDS = f"Overdose prevention with {CANARY} in all cities"


def document(content, name="annex.pdf", state="ke"):
    file = ContentFile(content, name)
    file.accepted = True
    collection = state_collection(member_state(state) if state else None)
    return Document.objects.create(title="The file", file=file, collection=collection)


def with_annex(*pages, title="Practice", content=None, name="annex.pdf", **options):
    """A practice whose annex has been read."""
    file = document(content or readable.pdf(*pages), name)
    page = PracticeFactory(
        title=title, terms={"annexes": [Annex(title="Plan", document=file)]}, **options
    )
    call_command("read_files")
    retagging.retag()
    return page


def index():
    """Whatever either engine may hold of any file."""
    retagging.retag()
    stored = " ".join(f"{entry.title} {entry.body}" for entry in IndexEntry.objects.all())
    return stored + str(documents(PracticePage.objects.values_list("pk", flat=True)))


def test_words_of_a_file_are_found(engine, found):  # noqa: F811
    page = with_annex("Nothing of interest on this page", WORDS)
    PracticeFactory(title="Another")
    engine.settle()
    assert found(CANARY) == (page.pk,)
    assert found(f"practice {CANARY}") == (page.pk,)
    assert found(f'"prevention with {CANARY}"') == (page.pk,)
    assert found('"all prevention cities"') == ()


def test_a_word_of_the_text_itself_comes_first(engine, found):  # noqa: F811
    in_file = with_annex(" ".join(["naloxone"] * 50))
    in_text = PracticeFactory(title="Other", description="<p>There is naloxone as well.</p>")
    engine.settle()
    if engine.name == "elasticsearch":  # the database's own ranks know no parts
        assert found("naloxone") == (in_text.pk, in_file.pk)
    assert set(found("naloxone")) == {in_text.pk, in_file.pk}


FILES = [
    ("plan.pdf", readable.pdf, "Found on page 2 of “Plan”"),
    ("plan.docx", readable.word, "Found on page 2 of “Plan”"),
    ("plan.pptx", readable.slides, "Found on slide 2 of “Plan”"),
]


def test_the_hit_names_the_page(engine):
    said = {}
    for name, make, place in FILES:
        page = with_annex(content=make("Nothing of interest on this page", WORDS), name=name)
        said[page.annexes.get().document.url] = place
    engine.settle()
    with_place = hits(engine.search(ask_for(CANARY)), CANARY)
    assert {hit.place.url.removesuffix("#page=2"): hit.place.text for hit in with_place} == said
    for hit in with_place:
        assert f"Overdose prevention with <mark>{CANARY}</mark>" in hit.snippet


def test_the_page_of_results_says_it(client):
    with_annex(WORDS)
    answer = client.get(f"/search/?q={CANARY}").content.decode()
    assert "<bdi>Found on page 1 of “Plan”</bdi>" in answer
    assert f"<mark>{CANARY}</mark>" in answer


def test_a_passage_of_the_text_itself_is_shown_first(engine):
    with_annex(WORDS, title=f"About {CANARY}")
    engine.settle()
    [hit] = hits(engine.search(ask_for(CANARY)), CANARY)
    assert hit.place is None


def test_the_language_of_a_file_of_a_document(engine, found):  # noqa: F811
    page = record.document("E/CN.7/2020/1", publish=False)
    file = document(readable.pdf("Les services de prévention dans les prisons"), state=None)
    page.files.create(language="fr", document=file)
    put_online(page.save_revision())
    call_command("read_files")
    engine.settle()
    assert documents([page.pk])[page.pk]["files"].keys() == {"fr"}


def test_the_document_of_a_strategy_is_read():
    page = StrategyFactory(document=document(readable.pdf(WORDS)))
    call_command("read_files")
    assert CANARY in str(documents([page.pk]))


def draft():
    with_annex(WORDS, publish=False)


def unpublished():
    Page.objects.get(pk=with_annex(WORDS).pk).specific.unpublish()


def embargoed():
    with_annex(WORDS, embargo_until=timezone.now() + timedelta(days=1))


def expired():
    with_annex(WORDS, expire_at=timezone.now() - timedelta(days=1))


def restricted():
    page = with_annex(WORDS)
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")


def taken_away():
    page = with_annex(WORDS)
    page.annexes.set([])
    put_online(page.save_revision())


def newer_draft():
    page = PracticeFactory()
    page.annexes.add(Annex(title="Plan", document=document(readable.pdf(WORDS))))
    page.save_revision()
    call_command("read_files")


def of_another_state():
    """Public with a page of its own State, which another names; then that one was withdrawn."""
    own = with_annex(WORDS)
    other = PracticeFactory(state="fr")
    other.annexes.add(Annex(title="Plan", document=own.annexes.get().document))
    put_online(other.save_revision())
    Page.objects.get(pk=own.pk).specific.unpublish()
    IndexState.objects.update(pending=True)
    retagging.read_again([other.pk])


HIDDEN = [
    draft, unpublished, embargoed, expired, restricted, taken_away, newer_draft, of_another_state,
]  # fmt: skip


@pytest.mark.parametrize("hide", HIDDEN)
def test_no_index_holds_what_is_hidden(hide):
    hide()
    assert FileText.objects.get().pages.get().text == WORDS  # it was read
    assert CANARY not in index()


def test_the_walk_would_notice():
    with_annex(WORDS)
    assert index().count(CANARY) > 2


def test_the_end_of_an_embargo_brings_it(monkeypatch):
    page = with_annex(WORDS, embargo_until=timezone.now() + timedelta(minutes=5))
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert embargo.record_ends() == 1
    assert CANARY in index()
    assert page.pk in documents([page.pk])


def test_a_text_read_later_marks_the_pages_that_show_it():
    file = document(readable.pdf(WORDS))
    page = PracticeFactory(terms={"annexes": [Annex(title="Plan", document=file)]})
    IndexState.objects.update(pending=False)
    call_command("read_files")
    assert list(IndexState.objects.due().values_list("page_id", flat=True)) == [page.pk]


def test_a_long_hostile_text_can_be_kept():
    """More different words than PostgreSQL takes in one text."""
    signs = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(300_000))
    page = with_annex("Nothing of interest on this page", language="zh")
    FileText.objects.get().pages.update(text=signs)
    retagging.read_again([page.pk])
    assert retagging.retag() == 1


def test_officers_read_that_a_file_holds_the_words():
    page = with_annex(WORDS)
    explanation = explain(ask_for(CANARY), page)
    [(_term, [asked])] = explanation.terms
    assert [(str(part), number) for part, number in asked.parts] == [("files", 1)]
    assert explanation.place == 1
