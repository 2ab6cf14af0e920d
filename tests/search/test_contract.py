"""The contract both engines keep: same totals, same ids, same counts, over random corpora."""

import random

import pytest

from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.facets import FACETS
from search.query import NEWEST, STATE, SearchQuery
from search.rebuild import rebuild

from . import corpus

pytestmark = pytest.mark.django_db

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
            assert dict(raw.counts[name]) == wanted, (name, text, selected)


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
    from practices.models import ContributionPage

    pages = ContributionPage.objects.in_bulk(engine.search(SearchQuery(page_size=100)).ids)
    newest = engine.search(SearchQuery(sort=NEWEST, page_size=100)).ids
    dates = [pages[pk].first_published_at for pk in newest]
    assert dates == sorted(dates, reverse=True)
    by_state = engine.search(SearchQuery(sort=STATE, page_size=100)).ids
    states = [pages[pk].state.name_en for pk in by_state]
    assert states == sorted(states)


@pytest.mark.fault(2)
def test_hidden_pages_change_no_total_and_no_count(engine):
    documents = corpus.build(seed=5)
    engine.settle()
    before = engine.search(SearchQuery())
    visible = [document for document in documents if document.public]
    hidden = [document for document in documents if not document.public]
    assert hidden
    assert before.total == len(visible)


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
