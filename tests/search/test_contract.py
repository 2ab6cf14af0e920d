"""The contract both engines keep: same totals, same ids, same counts, over random corpora."""

import random
from collections import Counter

import pytest
from django.utils.translation import override

from practices.models import ContributionPage
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.facets import FACETS
from search.query import NEWEST, STATE, SearchQuery
from search.rebuild import rebuild
from tests.commission import record
from tests.factories import PracticeFactory

from . import corpus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]

NAMES = [facet.name for facet in FACETS]
QUERIES_PER_CORPUS = 60


class Embedded(DatabaseEngine):
    def settle(self):
        """The embedded index is part of the database."""


class Elastic(ElasticEngine):
    def settle(self):
        rebuild()


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def engine(request):
    if request.param == "embedded":
        return Embedded()
    request.getfixturevalue("elasticsearch")
    return Elastic()


@pytest.mark.parametrize("seed", range(4))
def test_totals_ids_and_counts_equal_brute_force(engine, seed):
    documents = corpus.build(seed)
    engine.settle()
    rng = random.Random(seed)  # noqa: S311
    for _ in range(QUERIES_PER_CORPUS):
        text, selected = corpus.random_query(rng, NAMES)
        raw = engine.search(SearchQuery(text=text, selected=selected, page_size=100))
        expected = corpus.found(documents, text, selected)
        if raw.loosened:
            assert not expected
            expected = corpus.found(documents, text, selected, any)
        assert set(raw.ids[: raw.total]) == {document.pk for document in expected}
        assert raw.total == len(expected)
        behind = corpus.found(documents, text, selected, any) if text else expected
        assert set(raw.ids) == {document.pk for document in behind}
        assert raw.total + raw.more == len(behind)
        for name in NAMES:
            wanted = corpus.counts(documents, text, selected, name, any if raw.loosened else all)
            assert dict(raw.counts.get(name, {})) == wanted, (name, text, selected)


@pytest.mark.parametrize("sort", [NEWEST, STATE, "relevance"])
def test_pages_of_results_join_to_the_whole(engine, sort):
    corpus.build(seed=9)
    engine.settle()
    whole = engine.search(SearchQuery(sort=sort, page_size=100)).ids
    parts = []
    for number in range(1, 10):
        parts += engine.search(SearchQuery(sort=sort, page=number, page_size=5)).ids
    assert tuple(parts) == whole
    assert len(whole) > 10


def test_newest_first_and_by_state(engine):
    corpus.build(seed=3)
    engine.settle()
    pages = ContributionPage.objects.in_bulk(engine.search(SearchQuery(page_size=100)).ids)
    newest = engine.search(SearchQuery(sort=NEWEST, page_size=100)).ids
    dates = [pages[pk].first_published_at for pk in newest]
    assert dates == sorted(dates, reverse=True)
    by_state = engine.search(SearchQuery(sort=STATE, page_size=100)).ids
    states = [pages[pk].state.name_en for pk in by_state]
    assert states == sorted(states)


@pytest.mark.parametrize(
    ("language", "codes"),
    [
        ("en", ["eg", "de", "jp"]),
        ("fr", ["de", "eg", "jp"]),  # Allemagne, Égypte, Japon
        ("zh-hans", ["eg", "de", "jp"]),  # ai, de, ri
        ("ar", ["de", "jp", "eg"]),
    ],
)
def test_states_stand_in_the_order_of_the_interface_s_language(engine, language, codes):
    pages = {code: PracticeFactory(state=code, title="Zorga").pk for code in reversed(codes)}
    joint = PracticeFactory(state="international", title="Zorga").pk
    engine.settle()
    with override(language):
        found = engine.search(SearchQuery(sort=STATE, page_size=100)).ids
    assert found == (joint, *(pages[code] for code in codes))


@pytest.mark.fault(2)
def test_hidden_pages_change_no_total_and_no_count(engine):
    documents = corpus.build(seed=5)
    engine.settle()
    found = engine.search(SearchQuery())
    types = [kind for document in documents if document.public for kind in document.keys["type"]]
    hidden = {
        kind for document in documents if not document.public for kind in document.keys["type"]
    }
    assert hidden & corpus.SHARED
    assert hidden & corpus.RECORD
    assert found.total == sum(map(types.count, corpus.SHARED))
    assert found.counts["type"] == Counter(types)


WHAT_IS_FOUND = [
    ({}, corpus.SHARED),
    ({"state": ("ke", "fr")}, corpus.SHARED),
    ({"body": ("cnd", "honlea-africa")}, corpus.RECORD),
    ({"meeting": tuple(corpus.MEETINGS)}, corpus.RECORD),
    ({"organization": tuple(corpus.ORGANIZATIONS)}, corpus.RECORD),
    ({"type": ("statement", "practice")}, {"statement", "practice"}),
    ({"type": ("strategy",), "meeting": tuple(corpus.MEETINGS)}, set()),
]


def test_the_record_is_found_where_it_is_asked_for(engine):
    documents = {document.pk: document for document in corpus.build(seed=2)}
    engine.settle()
    for selected, types in WHAT_IS_FOUND:
        raw = engine.search(SearchQuery(selected=selected, page_size=100))
        found = {kind for pk in raw.ids for kind in documents[pk].keys["type"]}
        assert found <= types, selected
        assert found or not types, selected


def test_what_is_like_a_page_is_of_its_own_kind(engine):
    documents = {document.pk: document for document in corpus.build(seed=2)}
    engine.settle()
    for document in documents.values():
        page = ContributionPage.objects.get(pk=document.pk).specific
        keys = {name: sorted(found) for name, found in document.keys.items()}
        like = {
            kind for pk in engine.related(page, keys, 100) for kind in documents[pk].keys["type"]
        }
        (own,) = document.keys["type"]
        for kinds in (corpus.SHARED, set(corpus.INTERVENTIONS), {own}):
            if own in kinds:
                assert like <= kinds
                break


def test_titles_are_completed_among_the_types_asked_for(engine):
    practice, meeting = PracticeFactory(title="Vamdek at home"), record.meeting("Vamdek session")
    engine.settle()
    assert engine.complete("vamd", 5, ("practice", "strategy")) == (practice.pk,)
    assert engine.complete("vamd", 5, ("meeting",)) == (meeting.pk,)
    assert set(engine.complete("vamd", 5, ("meeting", "practice"))) == {practice.pk, meeting.pk}


@pytest.mark.asvs("1.2.4")
@pytest.mark.fault(16)
@pytest.mark.parametrize(
    "text", ['"', "'", "%", "%s", "zorga*", "zorga OR", "(zorga", "NEAR(", "^", "-", "{title}"]
)
def test_signs_of_query_languages_are_only_signs(engine, text):
    corpus.build(seed=1, size=4)
    engine.settle()
    everything = engine.search(SearchQuery()).total
    assert engine.search(SearchQuery(text=text)).total <= everything
