"""Practices and strategies, the Commission's record, or everything: what a page of results says."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from commission.models import MeetingPage, Organization
from search.kinds import KINDS, Side, keys_of
from tests.commission import record
from tests.factories import PracticeFactory, StrategyFactory
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
RECORD, EVERYTHING = (
    "&".join(f"type={key}" for key in keys) for keys in (keys_of(Side.RECORD), keys_of(*Side))
)


def _said():
    """A practice, a strategy, and at one of two meetings four statements and a document."""
    PracticeFactory(title="Zorga at home", state="ke")
    StrategyFactory(title="Zorga plan", state="fr")
    meeting = record.meeting("Thematic session on zorga", language="en")
    record.meeting("Quiet session", "quiet")
    who = Organization.objects.create(slug="who", label_en="WHO", kind="un")
    for number in range(3):
        record.intervention(meeting, f"Zorga {number}", state="ke")
    record.intervention(meeting, "Zorga of WHO", organization=who)
    record.document("E/CN.7/2020/9", "Report on zorga")
    return meeting.pk


@pytest.fixture(scope="module")
def meeting_pk(django_db_setup, django_db_blocker):
    yield from shared(_said, django_db_blocker)


@pytest.fixture
def said(meeting_pk):
    """The meeting of which the tests of this file speak."""
    return MeetingPage.objects.get(pk=meeting_pk)


def read(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def titles(page):
    return sorted(link.text for link in page.select(".entry__title a"))


def beside(page):
    return {link.text: link["href"] for link in page.select(".beside a")}


def total(page):
    return " ".join(page.find(id="results-total").text.split())


def test_how_much_the_record_holds_stands_below_what_was_shared(client, said):
    page = read(client, "/search/?q=zorga&sort=state")
    assert page.h1.text == "Search practices and strategies"
    links = beside(page)
    assert list(links) == ["1 meeting", "4 statements", "1 document", "Search everything"]
    found = read(client, links["4 statements"])
    assert len(titles(found)) == 4
    assert found.find("option", value="state", selected=True)
    assert beside(read(client, "/search/?q=zorga&state=ke"))["3 statements"]


def test_and_where_nothing_was_shared(client, said):
    page = read(client, "/search/?q=report")
    assert "No results found" in page.text
    assert titles(read(client, beside(page)["1 document"])) == ["Report on zorga"]


def test_the_other_way_round(client, said):
    page = read(client, f"/search/?q=zorga&{RECORD}")
    assert page.h1.text == "Search the Commission’s record"
    assert list(beside(page)) == ["1 practice", "1 strategy, plan or law", "Search everything"]
    assert [chip["href"] for chip in page.select(".chips li:first-child a")] == ["/search/?q=zorga"]


def test_everything_at_once(client, said):
    page = read(client, beside(read(client, "/search/?q=zorga"))["Search everything"])
    assert page.h1.text == "Search practices, strategies and the Commission’s record"
    assert len(titles(page)) == 8
    assert not beside(page)
    assert len(page.select(".chips .chip")) == 2
    assert titles(read(client, f"/search/?{EVERYTHING}&q=zorga")) == titles(page)


@pytest.mark.parametrize(
    ("params", "said_of_it"),
    [
        ("", "2 practices and strategies"),
        ("type=statement", "4 statements"),
        ("type=statement&type=document", "5 entries of the Commission’s record"),
        ("type=document", "1 document"),
        ("type=practice", "1 practice"),
        (EVERYTHING, "9 results"),
    ],
)
def test_the_total_is_called_by_its_name(client, said, params, said_of_it):
    assert total(read(client, f"/search/?{params}")) == said_of_it


def test_a_hit_says_who_when_and_where(client, said):
    hits = read(client, "/search/?q=who&type=statement").select(".entry__meta")
    words = [" ".join(hit.text.split()) for hit in hits]
    assert words == ["WHO Statement 16 October 2019 Thematic session on zorga"]
    state, *_rest = read(client, "/search/?q=kenya&type=statement").select(".entry__state")
    assert state.text == "Kenya"
    meeting = read(client, "/search/?type=meeting&q=quiet").select_one(".entry__meta")
    assert " ".join(meeting.text.split()) == "Commission on Narcotic Drugs Meeting 16 October 2019"


def test_a_meeting_that_is_not_public_is_not_named(client, said):
    said.unpublish()
    page = read(client, "/search/?q=who&type=statement")
    assert titles(page) == ["Zorga of WHO"]
    assert "Thematic session" not in page.main.text


def test_facets_of_the_record_are_shown_where_they_find_something(client, said):
    of_record = ("body", "meeting", "organization")
    page = read(client, "/search/?q=zorga")
    assert not any(page.find(id=f"facet-{name}") for name in of_record)
    page = read(client, "/search/?type=statement")
    assert all(page.find(id=f"facet-{name}") for name in of_record)
    assert "facet__body--found" in page.find(id="options-meeting")["class"]
    numbers = {box["value"]: box.find_next(class_="option__count").text
               for box in page.select("#options-meeting input")}  # fmt: skip
    assert numbers == {"thematic-2019": "4", "quiet": "0"}
    chosen = read(client, "/search/?meeting=quiet")
    assert chosen.find(id="meeting-quiet").has_attr("checked")


def test_a_meeting_alone_leads_to_what_was_said_there(client, said):
    page = read(client, "/search/?meeting=thematic-2019")
    assert len(titles(page)) == 4
    assert page.h1.text == "Search the Commission’s record"


def test_the_record_stands_in_the_order_of_its_dates(client, said):
    record.intervention(said, "Earlier", state="fr", date=date(2018, 3, 1))
    page = read(client, "/search/?type=statement")
    assert [link.text for link in page.select(".entry__title a")][-1] == "Earlier"
    assert [option.text for option in page.select("#sort option")] == [
        "Latest date first", "Added most recently", "Member State",
    ]  # fmt: skip
    newest = read(client, "/search/?type=statement&sort=newest")
    assert newest.select_one(".entry__title a").text == "Earlier"


def test_words_that_the_record_holds_are_not_mended(client, said):
    PracticeFactory(title="Reports and reporters")
    record.intervention(said, "Quolpa", state="ke")
    PracticeFactory(title="Quolps")
    page = read(client, "/search/?q=quolpa")
    assert "Showing results for" not in page.main.text
    assert "1 statement" in beside(page)


def test_what_is_suggested_follows_the_types(client, said):
    assert client.get("/search/suggest?q=thema").json() == {"suggestions": []}
    found = client.get("/search/suggest?q=thema&type=meeting").json()
    assert found == {"suggestions": ["Thematic session on zorga"]}


def test_every_type_is_counted_in_words():
    for kind in KINDS:
        words = [str(kind.counted % {"count": count, "number": count}) for count in (1, 2)]
        assert words[0] != words[1]
        assert all(each.startswith(("1 ", "2 ")) for each in words)
