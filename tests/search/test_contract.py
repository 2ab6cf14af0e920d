"""The contract both engines keep, and /coverage/ beside them, over random corpora.

Same totals, same ids, same counts as brute force.
"""

import random
from collections import Counter

import pytest

from practices.models import ContributionPage
from search.coverage.matrix import AXES, bars, matrix
from search.coverage.members import Members
from search.engines import get_engine
from search.facets import FACETS
from search.query import NEWEST, STATE, SearchQuery

from . import corpus
from .conftest import each_corpus, one_corpus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages"), pytest.mark.slow]

NAMES = [facet.name for facet in FACETS]
QUERIES_PER_CORPUS = 60


@pytest.fixture(scope="module")
def rows(documents):
    return documents


@pytest.fixture
def engine(each_engine):
    return each_engine


@each_corpus
def test_totals_ids_and_counts_equal_brute_force(engine, seed, documents):
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


WHAT_IS_FOUND = [
    ({}, corpus.SHARED),
    ({"state": ("ke", "fr")}, corpus.SHARED),
    ({"body": ("cnd", "honlea-africa")}, corpus.RECORD),
    ({"meeting": tuple(corpus.MEETINGS)}, corpus.RECORD),
    ({"organization": tuple(corpus.ORGANIZATIONS)}, corpus.RECORD),
    ({"type": ("statement", "practice")}, {"statement", "practice"}),
    ({"type": ("strategy",), "meeting": tuple(corpus.MEETINGS)}, set()),
]


@one_corpus
@pytest.mark.parametrize("sort", [NEWEST, STATE, "relevance"])
def test_pages_of_results_join_to_the_whole(engine, sort):
    whole = engine.search(SearchQuery(sort=sort, page_size=100)).ids
    parts = []
    for number in range(1, 10):
        parts += engine.search(SearchQuery(sort=sort, page=number, page_size=5)).ids
    assert tuple(parts) == whole
    assert len(whole) > 10


@one_corpus
def test_newest_first_and_by_state(engine):
    pages = ContributionPage.objects.in_bulk(engine.search(SearchQuery(page_size=100)).ids)
    newest = engine.search(SearchQuery(sort=NEWEST, page_size=100)).ids
    dates = [pages[pk].first_published_at for pk in newest]
    assert dates == sorted(dates, reverse=True)
    by_state = engine.search(SearchQuery(sort=STATE, page_size=100)).ids
    states = [pages[pk].state.name_en for pk in by_state]
    assert states == sorted(states)


@one_corpus
@pytest.mark.fault(2)
def test_hidden_pages_change_no_total_and_no_count(engine, documents):
    found = engine.search(SearchQuery())
    types = [kind for document in documents if document.public for kind in document.keys["type"]]
    hidden = {
        kind for document in documents if not document.public for kind in document.keys["type"]
    }
    assert hidden & corpus.SHARED
    assert hidden & corpus.RECORD
    assert found.total == sum(map(types.count, corpus.SHARED))
    assert found.counts["type"] == Counter(types)


@one_corpus
def test_the_record_is_found_where_it_is_asked_for(engine, documents):
    kinds = {document.pk: document.keys["type"] for document in documents}
    for selected, types in WHAT_IS_FOUND:
        raw = engine.search(SearchQuery(selected=selected, page_size=100))
        found = {kind for pk in raw.ids for kind in kinds[pk]}
        assert found <= types, selected
        assert found or not types, selected


@one_corpus
def test_what_is_like_a_page_is_of_its_own_kind(engine, documents):
    kinds = {document.pk: document.keys["type"] for document in documents}
    for document in documents:
        page = ContributionPage.objects.get(pk=document.pk).specific
        keys = {name: sorted(found) for name, found in document.keys.items()}
        like = {kind for pk in engine.related(page, keys, 100) for kind in kinds[pk]}
        (own,) = document.keys["type"]
        for together in (corpus.SHARED, set(corpus.INTERVENTIONS), {own}):
            if own in together:
                assert like <= together
                break


@one_corpus
@pytest.mark.asvs("1.2.4")
@pytest.mark.fault(16)
@pytest.mark.parametrize(
    "text", ['"', "'", "%", "%s", "zorga*", "zorga OR", "(zorga", "NEAR(", "^", "-", "{title}"]
)
def test_signs_of_query_languages_are_only_signs(engine, text):
    everything = engine.search(SearchQuery()).total
    assert engine.search(SearchQuery(text=text)).total <= everything


ASKED_OF_EACH_STATE = [
    {"chapter": ("1",), "type": ("practice",)},
    {"chapter": ("4", "5"), "challenge": ("hiv-hcv",)},
    {"recommendation": (corpus.VERIFIED,), "type": ("strategy",)},
    {"challenge": ("proceeds",), "type": ("statement", "video")},
    {"type": ("pledge",)},
    {"type": ("practice", "statement")},
]


@one_corpus
def test_the_newest_of_each_state_is_the_last_that_it_added(engine, documents):
    """Whatever is of no State is left out, and so is whatever is hidden."""
    queries = [SearchQuery(selected=selected) for selected in ASKED_OF_EACH_STATE]
    answers = engine.newest_of_each_state(queries)
    assert sum(map(len, answers)) > 4
    for query, found in zip(queries, answers, strict=True):
        newest = {}
        for document in sorted(corpus.found(documents, "", query.selected), key=lambda d: d.pk):
            for state in document.keys.get("state", ()):
                newest[state] = document.pk
        assert found == newest, query.selected
        assert list(found.values()) == sorted(newest.values(), reverse=True)


def numbers(found, rows, columns):
    """{(row, column): count} of all cells; of a pair without a cell there is none."""
    heads = [column.key for column in found.columns]
    return {
        (row.key, key): cell.count
        for row in found.rows
        for key, cell in zip(heads, row.cells, strict=True)
    }


@each_corpus
def test_cells_and_totals_are_those_of_brute_force_and_of_the_search(seed, documents):
    rng = random.Random(seed)  # noqa: S311  the point is that it repeats
    rows, columns = rng.sample(AXES, 2)
    _text, selected = corpus.random_query(rng, ["type", "year", "state", "language"])
    found = matrix(rows, columns, selected, Members(SearchQuery(selected=selected).sides))
    base = corpus.found(documents, "", selected)
    assert found.total == len(base) == total(selected)
    for (row, column), count in numbers(found, rows, columns).items():
        both = [page for page in base if row in page.keys[rows] and column in page.keys[columns]]
        assert count == len(both)
    row, column = rng.choice(list(numbers(found, rows, columns)))
    keys = selected | {rows: (row,), columns: (column,)}
    assert numbers(found, rows, columns)[row, column] == total(keys)


def total(selected):
    return get_engine().search(SearchQuery(selected=selected)).total


@one_corpus
@pytest.mark.parametrize("name", AXES)
def test_lines_are_the_counts_of_the_facet(documents, name):
    counts = get_engine().search(SearchQuery()).counts[name]
    assert {line.key: line.count for line in bars(name, {}, Members()) if line.count} == {
        key: counts[key]
        for key in counts
        if key in {line.key for line in bars(name, {}, Members())}
    }
    assert any(line.count for line in bars(name, {}, Members()))
