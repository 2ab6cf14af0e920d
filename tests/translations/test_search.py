"""Translations in the search: found by their words, one hit for each contribution, a facet."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from search.documents import documents
from search.engines.database import DatabaseEngine
from search.query import SearchQuery
from tests.translations import made
from translations import drafts, steps
from translations.models import Translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes_at_once")]
Status = Translation.Status


def found(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [title.text for title in soup.select(".entry__title")]


def test_each_version_stands_in_the_fields_of_its_language(page):
    made.public(page, "en")
    made.public(page, "ru", Status.UNOFFICIAL, "Медсёстры")
    made.draft(page, drafts.public_one(page, "en").cleared_by, "es", word="Borrador")
    document = documents([page.pk])[page.pk]
    assert document["title"] == {"fr": "Des infirmiers", "en": "Nurses", "ru": "Медсёстры"}
    assert document["body"]["en"].splitlines() == ["Nurses", "Nurses", "Nurses"]
    assert document["facets"]["available"] == ["en", "fr", "ru"]
    assert document["facets"]["language"] == ["fr"]
    assert "Borrador" not in str(document)


def test_the_words_of_a_translation_find_one_hit_in_each_language(client, page):
    def hits(query):
        return [len(found(client, f"{prefix}/search/?q={query}")) for prefix in ("", "/fr", "/ar")]

    assert hits("nurses") == [0, 0, 0]
    public = made.public(page)
    assert hits("nurses") == hits("nurses+infirmiers") == [1, 1, 1]
    steps.withdraw(public, public.cleared_by)
    assert hits("nurses") == [0, 0, 0]


def test_available_in(client, page):
    made.public(page)
    made.original(slug="autre", title="Autre")
    assert found(client, "/search/?available=en") == ["Nurses"]
    assert sorted(found(client, "/search/?available=fr")) == ["Autre", "Nurses"]
    counts = DatabaseEngine().search(SearchQuery()).counts["available"]
    assert counts == {"en": 1, "fr": 2}


@pytest.mark.elasticsearch
@pytest.mark.usefixtures("elasticsearch")
def test_the_same_with_elasticsearch(client, page):
    made.public(page, "ru", Status.UNOFFICIAL, "Медсёстры")
    made.public(page, "en")
    call_command("search_index", "--rebuild")
    for prefix, shown in (("", "Nurses"), ("/ru", "Медсёстры"), ("/fr", "Des infirmiers")):
        for word in ("медсестры", "nurse", "infirmiers"):
            titles = found(client, f"{prefix}/search/?q={word}")
            # A French visitor is shown the version that alone holds the word.
            alone = {"медсестры": "Медсёстры", "nurse": "Nurses"}.get(word, shown)
            assert titles == [alone if prefix == "/fr" else shown], (prefix, word)
    assert found(client, "/search/?available=ru") == ["Nurses"]
