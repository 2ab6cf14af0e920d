"""All words first, the rest behind: the two parts of the results, on the page and in programs."""

import pytest
from bs4 import BeautifulSoup

from search.asking import ask_for
from search.engines import get_engine
from search.every import every_id, holding
from search.query import NEWEST
from tests.factories import PracticeFactory
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_engine")]


def _three():
    """(a page with both words, one with the first word, one with the second)"""
    both = PracticeFactory(title="Short", description="<p>zorga, and far from it a brint</p>")
    first = PracticeFactory(title="Zorga zorga zorga", summary="Zorga")
    second = PracticeFactory(title="Brint", summary="Other", state="fr")
    PracticeFactory(title="Neither")
    return both, first, second


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    yield from shared(_three, django_db_blocker)


@pytest.fixture
def three(rows):
    return rows


def test_what_holds_all_words_leads_and_alone_is_counted(three):
    both, first, second = three
    raw = get_engine().search(ask_for("zorga brint"))
    assert raw.ids[0] == both.pk
    assert set(raw.ids[1:]) == {first.pk, second.pk}
    assert (raw.total, raw.more, raw.loosened) == (1, 2, False)
    assert raw.counts["state"] == {"ke": 1}


def test_in_another_order_than_relevance_nothing_stands_behind(three):
    raw = get_engine().search(ask_for("zorga brint", sort=NEWEST))
    assert (raw.ids, raw.more) == ((three[0].pk,), 0)


def test_where_nothing_holds_all_words_those_with_some_are_counted(three):
    raw = get_engine().search(ask_for("zorga brint quolp"))
    assert (raw.total, raw.more, raw.loosened) == (3, 0, True)
    assert raw.counts["state"] == {"ke": 2, "fr": 1}
    assert raw.ids[0] == three[0].pk


def test_filters_hold_for_both_parts(three):
    raw = get_engine().search(ask_for("zorga brint", selected={"state": ("fr",)}))
    assert set(raw.ids) == {three[2].pk}


def test_exports_feeds_and_alerts_take_what_is_counted(three, client):
    query = ask_for("zorga brint")
    assert list(every_id(query)) == [three[0].pk]
    assert holding(query, [page.pk for page in three]) == {three[0].pk}
    assert client.get("/search/export.csv?q=zorga+brint").headers["X-Total-Count"] == "1"
    feed = client.get("/search/feed/?q=zorga+brint&sort=relevance").content.decode()
    assert three[0].title in feed
    assert three[1].title not in feed


def test_the_page_says_where_the_looser_part_begins(three, client):
    page = BeautifulSoup(client.get("/search/?q=zorga+brint").content, "html.parser")
    assert "1 result for" in " ".join(page.find(id="results-total").get_text().split())
    line = page.select_one(".hits__more")
    assert "2 more results with some of your words" in line.get_text()
    titles = [link.get_text() for link in page.select(".entry__title")]
    before = [link.get_text() for link in line.find_all_previous(class_="entry__title")]
    assert (before, len(titles)) == ([three[0].title], 3)


def test_programs_are_told_which_results_hold_all_words(three, client):
    answer = client.get("/api/v1/search?q=zorga+brint").json()
    assert (answer["total"], answer["more"]) == (1, 2)
    assert [row["all_words"] for row in answer["results"]] == [True, False, False]


def test_pages_of_results_go_on_through_both_parts(three, client):
    seen = []
    for page in (1, 2, 3):
        answer = client.get(f"/api/v1/search?q=zorga+brint&page_size=1&page={page}").json()
        seen += [(row["id"], row["all_words"]) for row in answer["results"]]
    assert seen[0] == (three[0].pk, True)
    assert {pk for pk, _all in seen} == {page.pk for page in three}
    assert answer["pages"] == 3
