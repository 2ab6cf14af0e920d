"""Translations that come with the portal: whole, of the English that is shipped, and no more."""

import re

import pytest
from bs4 import BeautifulSoup

from approvals.models import Proposal
from home.models import HomePage, PageTranslation, StandardPage
from home.page_translations import shipped
from home.page_translations.models import TRANSLATED
from home.page_translations.words import RICH, digest, translatable
from home.site_tree import build

pytestmark = pytest.mark.django_db
CODES = [code for code, _name in TRANSLATED]


def pages():
    home = HomePage.objects.get()
    return {
        page.url_path[len(home.url_path) :].strip("/"): each
        for each in translatable()
        for page in [each[0]]
    }


def tags(html):
    """The order of elements, and where links lead."""
    found = BeautifulSoup(html, "html.parser").find_all(True)
    return [(each.name, each.get("href")) for each in found]


@pytest.mark.parametrize("code", CODES)
def test_each_was_made_from_the_english_that_is_shipped(code):
    wanted = {path: digest(english) for path, (_page, english) in pages().items()}
    made_from = {path: text["english"] for path, text in shipped.texts(code).items()}
    assert made_from == wanted, "translate what has changed, then write down the digest"


@pytest.mark.parametrize("code", CODES)
def test_they_have_the_paragraphs_lists_and_links_of_the_english(code):
    for path, (page, english) in pages().items():
        words = PageTranslation.objects.get(page=page, language=code).words
        assert words.keys() == english.keys(), path
        for name in RICH:
            assert tags(words.get(name, "")) == tags(english.get(name, "")), (path, name)


@pytest.mark.parametrize("code", CODES)
def test_the_numbers_are_those_of_the_english(code):
    for page, english in pages().values():
        words = PageTranslation.objects.get(page=page, language=code).words
        for name, text in english.items():
            numbers = sorted(re.findall(r"\d+", text))
            more = sorted(re.findall(r"\d+", words[name]))
            assert set(numbers) <= set(more), (page.slug, name)


def test_running_again_changes_nothing():
    before = list(PageTranslation.objects.order_by("pk").values())
    build()
    assert list(PageTranslation.objects.order_by("pk").values()) == before


def test_a_page_that_the_secretariat_has_changed_gets_none():
    about = StandardPage.objects.get(slug="about")
    PageTranslation.objects.filter(page=about).delete()
    StandardPage.objects.filter(pk=about.pk).update(title="Our own")
    build()
    assert not PageTranslation.objects.filter(page=about).exists()


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_two_officers_decided_stays(withdrawn):
    decided = Proposal.objects.create(
        kind="page translation", payload={}, outcome=Proposal.Outcome.APPLIED
    )
    row = PageTranslation.objects.filter(language="fr", page__slug="about").get()
    row.proposal, row.words = decided, {"title": "Le nôtre"}
    row.withdrawn_at = row.changed_at if withdrawn else None
    row.save()
    build()
    row.refresh_from_db()
    assert row.words == {"title": "Le nôtre"}
    assert bool(row.withdrawn_at) is withdrawn


def test_a_better_shipped_translation_takes_the_place_of_the_last_one():
    row = PageTranslation.objects.filter(language="fr", page__slug="about").get()
    row.words = {"title": "Ancien"}
    row.save()
    build()
    row.refresh_from_db()
    assert row.words["title"] == "À propos du portail"
