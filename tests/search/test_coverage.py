"""/coverage/: every number is what its search finds, and nothing hidden is counted."""

import random

import pytest
from bs4 import BeautifulSoup

from search.coverage.matrix import AXES, bars, matrix
from search.coverage.members import Members
from search.coverage.states import groups
from search.engines import get_engine
from search.query import SearchQuery
from taxonomy.models import Chapter
from tests.commission import record
from tests.factories import PracticeFactory, StrategyFactory
from tests.search import corpus

pytestmark = pytest.mark.django_db


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def numbers(found, rows, columns):
    """{(row, column): count} of all cells; of a pair without a cell there is none."""
    heads = [column.key for column in found.columns]
    return {
        (row.key, key): cell.count
        for row in found.rows
        for key, cell in zip(heads, row.cells, strict=True)
    }


@pytest.mark.parametrize("seed", range(4))
def test_cells_and_totals_are_those_of_brute_force_and_of_the_search(seed):
    rng = random.Random(seed)  # noqa: S311  the point is that it repeats
    documents = corpus.build(seed)
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


@pytest.mark.parametrize("name", AXES)
def test_lines_are_the_counts_of_the_facet(name):
    corpus.build(7)
    counts = get_engine().search(SearchQuery()).counts[name]
    assert {line.key: line.count for line in bars(name, {}, Members()) if line.count} == {
        key: counts[key]
        for key in counts
        if key in {line.key for line in bars(name, {}, Members())}
    }
    assert any(line.count for line in bars(name, {}, Members()))


def test_a_cell_leads_to_its_search(client):
    chapter = Chapter.objects.get(number=4)
    PracticeFactory(title="zorga", state="ke", terms={"chapters": [chapter]})
    page = get(client, "/coverage/?rows=chapter&columns=region")
    (cell,) = [cell for cell in page.select(".cell") if cell.get_text() == "1"]
    titles = get(client, cell["href"]).select(".entry__title")
    assert [title.get_text(strip=True) for title in titles] == ["zorga"]


def test_the_filters_of_the_search_hold_and_are_kept_in_the_links(client):
    chapter = Chapter.objects.get(number=4)
    PracticeFactory(title="One", start_year=2019, terms={"chapters": [chapter]})
    StrategyFactory(title="Two", start_year=2020, terms={"chapters": [chapter]})
    page = get(client, "/coverage/?rows=chapter&columns=region&type=practice&year=2019&year=2020")
    assert "1 practice." in page.get_text()
    assert all("type=practice" in cell["href"] for cell in page.select(".cell"))
    assert {box["value"] for box in page.select("[name=year][checked]")} == {"2019", "2020"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("rows=planet", "“planet” is neither chapter, challenge nor region."),
        ("rows=region&columns=region", "Rows and columns were the same"),
        ("chapter=99", "UNGASS chapter “99” is not known"),
        ("year=%00", ""),
        ("q=" + "x" * 5000, ""),
    ],
)
def test_what_is_not_known_is_left_out_and_said(client, query, said):
    assert said in get(client, f"/coverage/?{query}").get_text()


def test_a_state_that_has_shared_counts_once_in_its_group():
    PracticeFactory(state="ke")
    PracticeFactory(state="ke")
    PracticeFactory(state="fr", publish=False)
    shared = {group.key: group.sharing for group in groups({}, Members())}
    assert shared.pop("african") == 1
    assert set(shared.values()) == {0}
    assert sum(group.states for group in groups({}, Members())) == 193


def test_the_record_is_counted_where_it_is_asked_for(client):
    chapter = Chapter.objects.get(number=4)
    meeting = record.meeting()
    record.intervention(meeting, state="ke", chapters=[chapter])
    PracticeFactory(state="fr", terms={"chapters": [chapter]})
    address = "/coverage/?rows=chapter&columns=region"
    shared, said = get(client, address), get(client, f"{address}&type=statement")
    assert "1 practice or strategy." in shared.get_text()
    assert "1 statement." in said.get_text()
    assert said.find("option", value="statement", selected=True)
    (cell,) = [cell for cell in said.select(".cell") if cell.get_text() == "1"]
    assert "region=african" in cell["href"]
    assert "type=statement" in cell["href"]


def test_gaps_are_listed(client):
    page = get(client, "/coverage/?rows=chapter&columns=region")
    assert len(page.select(".gaps a")) == len(page.select(".cell")) > 0
