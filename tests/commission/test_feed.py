"""The calendar as a file: read again by two programs that are not ours."""

from datetime import date, timedelta
from urllib.parse import quote, urlsplit

import icalendar
import pytest
import vobject
from bs4 import BeautifulSoup
from django.conf import settings

from practices.models import PublicationEvent
from taxonomy.models import Challenge
from tests.commission import record
from tests.factories import fresh
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
FEED = "/meetings/calendar.ics"


def feed(client, address=FEED):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def events(client, address=FEED):
    """{summary: event} as icalendar reads them; a line that it cannot read is a fault."""
    calendar = icalendar.Calendar.from_ical(feed(client, address))
    assert not calendar.errors
    found = {str(event["SUMMARY"]): event for event in calendar.events}
    assert all(not event.errors for event in found.values())
    return found


def make_lima():
    body = record.body("honlea-lac", "HONLEA Latin America, and the Caribbean")
    return record.meeting(
        "In Lima; with a comma, and\\backslash",
        "lima",
        body=body,
        session="meeting",
        date=date(2019, 10, 7),
        last_day=date(2019, 10, 11),
        place="Lima, Peru",
        summary="First line\nSecond line:" + " long" * 60,
        challenges=[Challenge.objects.get(slug="hiv-hcv")],
    )


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_lima, django_db_blocker)


@pytest.fixture
def lima(db, made):
    return fresh(made)


def test_a_meeting_is_an_event_of_whole_days(client, lima):
    [event] = events(client).values()
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2019, 10, 7), date(2019, 10, 12))
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    assert str(event["SUMMARY"]) == lima.title
    assert str(event["DESCRIPTION"]) == lima.summary
    assert str(event["LOCATION"]) == "Lima, Peru"
    assert str(event["URL"]) == f"{settings.WAGTAILADMIN_BASE_URL}{lima.url}"
    assert "HIV, hepatitis C and other blood-borne diseases" in event["CATEGORIES"].cats


def test_another_program_reads_the_same(client, lima):
    calendar = vobject.readOne(feed(client).decode(), validate=True)
    event = calendar.vevent
    assert event.summary.value == lima.title
    assert event.description.value == lima.summary
    assert (event.dtstart.value, event.dtend.value) == (date(2019, 10, 7), date(2019, 10, 12))


def test_lines_are_as_the_standard_wants_them(client, lima):
    lines = feed(client).split(b"\r\n")
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line for line in lines)
    [calendar] = icalendar.Calendar.from_ical(feed(client), multiple=True)
    assert {"PRODID", "VERSION", "NAME", "REFRESH-INTERVAL", "SOURCE"} <= set(calendar)
    assert {"UID", "DTSTAMP"} <= set(calendar.events[0])


def test_a_change_keeps_the_name_of_an_event_and_counts_on(client, lima):
    [before] = events(client).values()
    lima.refresh_from_db()
    lima.date = date(2019, 10, 8)
    lima.save_and_publish(None, "test")
    [after] = events(client).values()
    assert str(after["UID"]) == str(before["UID"]) == str(lima.translation_key)
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == date(2019, 10, 8)
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    assert after["LAST-MODIFIED"].dt.utcoffset() == timedelta()
    assert PublicationEvent.objects.filter(page_id=lima.pk).count() == 2


def test_nothing_changes_while_nothing_changes(client, lima):
    assert feed(client) == feed(client)


def test_what_is_not_public_or_not_known_to_the_day_is_left_out(client, lima):
    record.meeting("A draft", "draft", publish=False)
    record.meeting("Some month", "month", precision="month")
    record.meeting("Some day", "someday", date=None)
    withdrawn = record.meeting("Withdrawn", "withdrawn")
    assert set(events(client)) == {lima.title, "Withdrawn"}
    withdrawn.unpublish()
    assert set(events(client)) == {lima.title}


def test_one_day_ends_with_the_next(client):
    record.meeting("One day", "day", date=date(2019, 12, 31))
    assert events(client)["One day"]["DTEND"].dt - date(2019, 12, 31) == timedelta(days=1)


def test_each_filter_has_its_feed_and_each_language(client, lima):
    record.meeting("Of the Commission", "cnd", date=date(2020, 10, 19))
    assert set(events(client, f"{FEED}?body=honlea-lac")) == {lima.title}
    assert set(events(client, f"{FEED}?year=2020")) == {"Of the Commission"}
    assert set(events(client, f"{FEED}?body=unknown")) == {lima.title, "Of the Commission"}
    arabic = icalendar.Calendar.from_ical(feed(client, f"/ar{FEED}?challenge=hiv-hcv"))
    [event] = arabic.events
    assert str(event["URL"]).endswith("/ar/meetings/lima/")
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    assert str(arabic["NAME"]) == Challenge.objects.get(slug="hiv-hcv").label_ar


def test_pages_lead_to_the_feed_of_what_they_show(client, lima):
    for address, query in (
        ("/ar/meetings/?body=honlea-lac", "body=honlea-lac"),
        ("/ar/meetings/bodies/honlea-lac/?year=2019", "body=honlea-lac&year=2019"),
    ):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        links = [link["href"] for link in page.select("a[href*='calendar.ics']")]
        schemes = {urlsplit(link).scheme for link in links}
        assert schemes == {"webcal", urlsplit(settings.WAGTAILADMIN_BASE_URL).scheme}
        assert {urlsplit(link).path for link in links} == {f"/ar{FEED}"}
        assert {urlsplit(link).query for link in links} == {query}
        assert set(events(client, f"/ar{FEED}?{query}")) == {lima.title}


@pytest.mark.parametrize("value", ["\r\nX-EVIL:1", "a\x00b", "%ff", "x" * 5000])
def test_bad_input_changes_nothing(client, lima, value):
    content = feed(client, f"{FEED}?body={quote(value)}")
    assert b"\nX-EVIL" not in content
    assert len(icalendar.Calendar.from_ical(content).events) == 1
