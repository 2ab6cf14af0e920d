"""From one year to another: in the search, its chips, the API, feeds, alerts, and beside year=."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from alerts.mails import normalised
from alerts.matching import Matcher
from alerts.wording import describe
from opendata.finding import query_of
from search import years
from tests.factories import PracticeFactory
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
YEARS = (2009, 2015, 2016, 2018, 2021)


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    yield from shared(_pages, django_db_blocker)


def _pages():
    return {year: PracticeFactory(title=f"Since {year}", start_year=year) for year in YEARS}


def found(client, query):
    results = client.get(f"/api/v1/search?{query}").json()["results"]
    return sorted(result["start_year"] for result in results)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("year_from=2015&year_to=2018", [2015, 2016, 2018]),
        ("year_from=2016", [2016, 2018, 2021]),
        ("year_to=2015", [2009, 2015]),
        ("year_from=2018&year_to=2015", [2015, 2016, 2018]),
        ("year=2009&year=2021", [2009, 2021]),
        ("year=2009&year_from=2016&year_to=2018", [2009, 2016, 2018]),
        ("year_from=abc", [2009, 2015, 2016, 2018, 2021]),
        ("year_from=0&year_to=9999", [2009, 2015, 2016, 2018, 2021]),
    ],
)
def test_search_feed_and_alerts_agree(client, pages, query, expected):
    assert found(client, query) == expected
    html = BeautifulSoup(client.get(f"/search/?{query}").content, "html.parser")
    assert len(html.select(".entry")) == len(expected)
    assert client.get(f"/search/feed/?{query}").content.count(b"<entry") == len(expected)
    stored = normalised(query_of(QueryDict(query))[0])
    matched = Matcher([page.pk for page in pages.values()]).match(stored)
    assert matched == {pages[year].pk for year in expected}


def test_the_range_is_one_chip_that_takes_itself_away(client, pages):
    html = BeautifulSoup(client.get("/search/?year_from=2015&chapter=1").content, "html.parser")
    chips = {" ".join(chip.text.split()): chip["href"] for chip in html.select(".chip[href]")}
    (href,) = [href for text, href in chips.items() if "from 2015" in text]
    assert href == "/search/?chapter=1"
    assert html.select_one("#year_from")["value"] == "2015"
    assert html.select_one("#year_to")["value"] == ""
    assert describe("year_from=2015&year_to=2018") == "2015 to 2018"


def test_what_is_no_year_is_said_and_left_out(client):
    body = client.get("/search/?year_from=soon&year_to=1200").content.decode()
    assert "“soon” is not a year" in body
    assert "“1200” is not a year" in body


def test_a_range_is_written_as_it_was_asked():
    keys = years.between({"year_from": "2015"}, [])
    assert years.to_params(keys) == [("year_from", "2015")]
    assert years.to_params(("2015", "2016")) == [("year", "2015"), ("year", "2016")]


def test_each_hit_says_when_it_was_published_and_the_order_has_its_name(client, pages):
    page = pages[2015]
    html = BeautifulSoup(client.get("/search/").content, "html.parser")
    assert len(html.select(".entry time")) == len(YEARS)
    assert html.select_one(".entry time")["datetime"] == f"{page.first_published_at:%Y-%m-%d}"
    options = {option.text: option.has_attr("selected") for option in html.select("#sort option")}
    assert options == {"Newest first": True, "Member State": False}
    html = BeautifulSoup(client.get("/search/?q=since").content, "html.parser")
    assert html.select_one("#sort option[selected]").text == "Relevance"
