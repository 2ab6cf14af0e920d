"""The search by meaning on both engines, where each test has concepts and texts of its own."""

import pytest
from bs4 import BeautifulSoup

from search.asking import ask_for
from search.engines import get_engine
from taxonomy.models import Concept, ConceptLabel
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def settle(request):
    if request.param == "embedded":
        return lambda: None
    return request.getfixturevalue("settle_elasticsearch")


def add(key, *labels, **fields):
    concept = Concept.objects.create(key=key, **fields)
    for language, label in labels:
        ConceptLabel.objects.create(
            concept=concept,
            language=language,
            label=label,
            kind="sourced",
            role="preferred"
            if language not in {one.language for one in concept.labels.all()}
            else "alternative",
        )
    return concept


def test_what_holds_the_words_stands_before_what_means_them(settle):
    add("zorga", ("en", "zorga"), ("ru", "зорга"))
    meant = PracticeFactory(title="зорга зорга зорга", summary="зорга", language="ru")
    words = PracticeFactory(title="Other", description="<p>Much else, and a zorga</p>")
    settle()
    raw = get_engine().search(ask_for("zorga"))
    assert raw.ids == (words.pk, meant.pk)
    assert raw.meant == {"ru": 1}


def test_a_broad_concept_widens_nothing(settle):
    concept = add("zorga", ("en", "zorga"), ("ru", "зорга"), is_broad=True)
    words = PracticeFactory(title="zorga")
    meant = PracticeFactory(title="зорга", language="ru")
    settle()
    assert get_engine().search(ask_for("zorga")).ids == (words.pk,)
    concept.is_broad = False
    concept.save()
    assert get_engine().search(ask_for("zorga")).ids == (words.pk, meant.pk)


def test_a_word_known_by_meaning_is_not_mended(settle, client):
    page = PracticeFactory(title="Naloxone")
    settle()
    body = client.get("/search/?q=naloxona").content.decode()
    assert "Showing results for" not in body
    assert page.url in body


def test_changed_labels_are_found_at_once(settle):
    concept = add("zorga", ("en", "zorga"))
    page = PracticeFactory(title="Alte Quolpen", language="en")
    settle()
    assert not get_engine().search(ask_for("zorga")).total
    label = ConceptLabel.objects.create(concept=concept, language="en", label="alte quolpen")
    settle()
    assert get_engine().search(ask_for("zorga")).ids == (page.pk,)
    label.label = "neue quolpen"
    label.save()
    settle()
    assert not get_engine().search(ask_for("zorga")).total
    concept.acronyms = "ALTE"
    concept.save()
    settle()
    assert not get_engine().search(ask_for("zorga")).total
    label.delete()
    settle()
    assert not get_engine().search(ask_for("zorga")).total


def soup(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_labels_for_the_search_only_are_never_shown(settle, client):
    PracticeFactory(title="Aide aux toxicomanes", language="fr")
    settle()
    page = soup(client, "/search/?q=drug+addicts")
    (notice,) = page.select(".notice")
    assert "by meaning: people who use drugs, in French" in notice.get_text()
    options = client.get("/search/suggest?q=drug+add").json()["suggestions"]
    assert "drug addicts" not in options


def test_a_hit_by_meaning_shows_the_words_that_mean_it(settle, client):
    PracticeFactory(
        title="Обучение",
        description="<p>Семьи учатся применению налоксона.</p>",
        language="ru",
    )
    settle()
    page = soup(client, "/search/?q=naloxone")
    assert [mark.get_text() for mark in page.select(".entry mark")] == ["налоксона"]


def test_suggestions_offer_concepts_in_the_language_that_is_typed(settle, client):
    settle()
    assert "heroin" in client.get("/search/suggest?q=heroi").json()["suggestions"]
    assert "героин" in client.get("/search/suggest?q=геро").json()["suggestions"]
