"""Translations of the Secretariat's pages: two officers, outdated with the English, the matrix."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.rich_text import get_rich_text_editor_widget

from approvals.models import Proposal
from audit.models import AuditEntry
from home.models import ChapterPage, HomePage, PageTranslation, StandardPage
from home.page_translations import matrix
from home.page_translations.readable import readable
from home.page_translations.words import english_of
from mail.models import Message
from practices.models import PublicChange, StatePage
from tests import people
from tests.editor import edit_words, propose_and_apply
from tests.said import said

pytestmark = pytest.mark.django_db
ONLY_ENGLISH = "This page is available in English only."
CHANGED = "The English page has changed since this was translated."
WORDS = {
    "title": "Le portail",
    "introduction": "<p>À quoi il sert.</p>",
    "body": "<h2>Le but</h2><p>Lire et <a href='/criteria/'>partager</a>.</p>",
}


@pytest.fixture
def about():
    return StandardPage.objects.get(slug="about")


@pytest.fixture
def untranslated(about):
    """As in a language nobody has written in."""
    PageTranslation.objects.filter(page=about).delete()
    return about


def address(page, language="fr", name="page_translation"):
    return reverse(name, args=[page.pk, language])


def posted(client, page, language="fr", **changes):
    """What the browser sends: the hidden field of the form, and rich text as the editor has it."""
    html = BeautifulSoup(client.get(address(page, language)).content, "html.parser")
    words = WORDS | changes
    for name in ("introduction", "body"):
        features = page._meta.get_field(name).features
        widget = get_rich_text_editor_widget(features=features)
        words[name] = widget.format_value(words[name])
    seen = html.select_one("[name=english_seen]")["value"]
    return {"english_seen": seen} | words


def propose(client, officer, page, **changes):
    client.force_login(officer)
    return client.post(address(page), posted(client, page, **changes))


def decide(client, officer, step="apply_proposal"):
    client.force_login(officer)
    return client.post(reverse(step, args=[Proposal.objects.latest("pk").pk]))


def body_of(client, path):
    client.logout()
    return client.get(path).content.decode()


def test_a_translation_is_public_when_another_officer_agrees(client, first, second, untranslated):
    propose(client, first, untranslated)
    assert "Le portail" not in body_of(client, "/fr/about/")
    decide(client, first)  # refused: it is their own
    assert "Le portail" not in body_of(client, "/fr/about/")
    decide(client, second)
    shown = body_of(client, "/fr/about/")
    assert "<h1>Le portail</h1>" in shown
    assert said("fr", ONLY_ENGLISH) not in shown
    assert "Le portail" not in body_of(client, "/about/")
    assert "Le portail" not in body_of(client, "/es/about/")


def test_nothing_of_it_runs(client, first, second, untranslated):
    propose(client, first, untranslated)
    proposal = Proposal.objects.get()
    proposal.payload["after"]["body"] = "<p onclick='x()'>Oui<script>x()</script></p>"
    proposal.save()
    decide(client, second)
    assert PageTranslation.objects.get(page=untranslated).words["body"] == "<p>Ouix()</p>"


def test_the_second_officer_sees_english_words_and_where_links_lead(
    client, first, second, untranslated
):
    propose(client, first, untranslated)
    client.force_login(second)
    preview = client.get(reverse("proposal", args=[Proposal.objects.get().pk])).content.decode()
    assert "About the portal" in preview
    assert "partager [/criteria/]" in preview


def test_all_officers_and_the_trail_hear_of_it(client, first, second, untranslated):
    propose(client, first, untranslated)
    assert Message.objects.filter(to=second.email, subject__startswith="Proposed: ").exists()
    before = PublicChange.objects.stamp()
    decide(client, second)
    assert PublicChange.objects.stamp() != before
    entry = AuditEntry.objects.get(action="translation published", page_id=untranslated.pk)
    assert entry.actor_id == second.pk
    assert entry.after["title"] == "Le portail"


def test_a_superuser_reads_and_does_not_write(client, untranslated):
    client.force_login(people.superuser())
    assert client.get(address(untranslated)).status_code == 200
    client.post(address(untranslated), posted(client, untranslated))
    assert not Proposal.objects.exists()


def test_code_does_not_change_what_two_officers_decided(client, first, second, untranslated):
    waiting = Proposal.objects.create(kind="people", payload={})
    row = PageTranslation(page=untranslated, language="fr", words=WORDS, proposal=waiting)
    with pytest.raises(PermissionDenied):
        row.save()
    propose(client, first, untranslated)
    decide(client, second)
    row = PageTranslation.objects.get(page=untranslated)
    row.proposal, row.words = None, {"title": "Autre"}
    with pytest.raises(PermissionDenied):
        row.save()


def test_a_page_is_translated_as_a_whole(client, first, untranslated):
    client.force_login(first)
    answer = client.post(address(untranslated), posted(client, untranslated, title=" "))
    assert answer.context["form"].errors.keys() == {"title"}
    assert not Proposal.objects.exists()


def test_what_was_typed_is_shown_again_when_the_english_changed_meanwhile(
    client, first, second, untranslated
):
    client.force_login(first)
    typed = posted(client, untranslated)
    change_english(client, first, second, untranslated)
    client.force_login(first)
    answer = client.post(address(untranslated), typed)
    assert "has changed while you were writing" in answer.content.decode()
    assert "Le portail" in answer.content.decode()
    assert Proposal.objects.count() == 1  # that of the English words
    seen = answer.context["form"]["english_seen"].value()
    client.post(address(untranslated), typed | {"english_seen": seen})
    assert Proposal.objects.count() == 2


def change_english(client, first, second, page, title="The new title"):
    edit_words(client, first, page, title=title)
    propose_and_apply(client, page, first, second)


def test_the_second_officer_does_not_agree_to_what_is_older_than_the_english(
    client, first, second, untranslated
):
    propose(client, first, untranslated)
    proposal = Proposal.objects.get()
    change_english(client, first, second, untranslated)
    client.force_login(second)
    client.post(reverse("apply_proposal", args=[proposal.pk]))
    assert not PageTranslation.objects.filter(page=untranslated).exists()


def test_it_is_outdated_as_soon_as_the_english_changes(client, first, second, about):
    assert said("fr", CHANGED) not in body_of(client, "/fr/about/")
    change_english(client, first, second, about)
    shown = BeautifulSoup(body_of(client, "/fr/about/"), "html.parser")
    assert said("fr", CHANGED) in shown.main.get_text()
    assert shown.main.select_one(".page-language a")["href"] == "/about/"
    assert shown.h1.get_text() == "À propos du portail"
    client.force_login(first)
    form = client.get(address(about)).content.decode()
    assert "</span>The new title</ins>" in form
    assert [
        row["bound"].name
        for row in client.get(address(about)).context["form"].rows()
        if row["marked"]
    ] == ["title"]


def test_a_link_that_leads_elsewhere_is_marked_in_the_form(client, first, about):
    body = about.body.replace("/criteria/", "/contact/")
    StandardPage.objects.filter(pk=about.pk).update(body=body)
    client.force_login(first)
    rows = client.get(address(about)).context["form"].rows()
    (marked,) = [row["marked"] for row in rows if row["marked"]]
    text = BeautifulSoup(marked, "html.parser")
    assert "criteria" in text.find("del").get_text()
    assert "contact" in text.find("ins").get_text()


def test_words_that_english_no_longer_says_are_in_no_language(client, about):
    assert "Qui est responsable" in body_of(client, "/fr/about/")
    StandardPage.objects.filter(pk=about.pk).update(body="")
    assert "Qui est responsable" not in body_of(client, "/fr/about/")


def test_a_withdrawal_takes_two_and_leads_back_to_english(client, first, second, about):
    client.force_login(first)
    client.post(address(about, name="withdraw_page_translation"), people.CONFIRMED)
    assert "À propos du portail" in body_of(client, "/fr/about/")
    decide(client, second)
    shown = body_of(client, "/fr/about/")
    assert "À propos du portail" not in shown
    assert said("fr", ONLY_ENGLISH) in shown
    assert AuditEntry.objects.filter(action="translation withdrawn").exists()
    [row] = [row for row in matrix.rows() if row.page.pk == about.pk]
    assert [cell.is_missing for cell in row.cells if cell.language == "fr"] == [True]


def test_the_matrix_says_what_is_missing_changed_and_proposed(client, first, second, about):
    privacy = StandardPage.objects.get(slug="privacy")
    PageTranslation.objects.filter(page=privacy, language="ar").delete()
    change_english(client, first, second, about)
    propose(client, first, about)
    rows = {row.page.pk: {cell.language: cell for cell in row.cells} for row in matrix.rows()}
    assert rows[about.pk]["es"].changed == ["Title"]
    assert rows[about.pk]["fr"].proposal_id == Proposal.objects.latest("pk").pk
    assert rows[privacy.pk]["ar"].is_missing
    assert not rows[privacy.pk]["fr"].is_missing
    page = BeautifulSoup(client.get(reverse("page_translations")).content, "html.parser")
    cell = page.select_one(f"#page-{about.pk} td a[href='{address(about, 'es')}']")
    assert cell.get_text().startswith("changed since")
    links = {link["href"] for link in page.select("table a[href]")}
    assert {address(privacy, code) for code in ("ar", "es", "fr", "ru", "zh")} <= links


def test_the_matrix_costs_the_same_for_one_more_page(client, first, django_assert_num_queries):
    matrix.rows()  # kinds of content are kept by the process
    with CaptureQueriesContext(connection) as before:
        matrix.rows()
    HomePage.objects.get().add_child(instance=StandardPage(title="News", body="<p>New</p>"))
    with django_assert_num_queries(len(before)):
        matrix.rows()


def test_pages_named_by_a_term_are_translated_once_they_say_something():
    chapter, state = ChapterPage.objects.first(), StatePage.objects.get(slug="ke")
    assert english_of(chapter) == english_of(state) == {}
    assert english_of(StatePage.objects.get(slug="international"))["title"]
    chapter.introduction = "<p>Words</p>"
    assert list(english_of(chapter)) == ["introduction"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<p>A &amp; <a href="/x/">b</a></p><p>C</p>', "A & b [/x/] C"),
        ('<a linktype="page" id="3">d</a>', "d [page 3]"),
    ],
)
def test_links_are_written_out(html, words):
    assert readable(html) == words


def test_no_form_for_what_is_no_page_of_the_secretariat_or_no_language(client, first, about):
    client.force_login(first)
    for page, language in ((about, "en"), (about, "de"), (ChapterPage.objects.first(), "fr")):
        assert client.get(address(page, language)).status_code == 404
