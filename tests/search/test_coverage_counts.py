"""/coverage/: its numbers are those of brute force and of the search, over random corpora."""

import random

import pytest

from search.coverage.matrix import AXES, bars, matrix
from search.coverage.members import Members
from search.engines import get_engine
from search.query import SearchQuery

from . import corpus
from .conftest import each_corpus, one_corpus

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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
