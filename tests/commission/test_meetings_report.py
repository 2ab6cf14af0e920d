"""What officers see of meetings: all of them, and what each lacks."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from commission.models import MeetingLink, MeetingPage, Segment
from tests import people
from tests.queries import at_most

from . import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    person = people.officer()
    client.force_login(person)
    return person


def listed(client, **query):
    found = client.get(reverse("meetings_report"), query).context["object_list"]
    return {page.title for page in found if page.slug.startswith("t-")}


def exported(client):
    answer = client.get(reverse("meetings_report_export", args=["csv"]))
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {row["title"]: row for row in rows}


def complete():
    page = record.meeting("All there", "t-complete", summary="What was said.")
    Segment.objects.create(page=page, title="Opening")
    MeetingLink.objects.create(page=page, kind="webcast", url="https://media.un.org/en/asset/x")
    MeetingPage.objects.filter(pk=page.pk).update(report=record.document("E/CN.7/2019/99"))
    record.intervention(page, state="ke", source_url="https://example.org/statement.pdf")
    return page


def test_what_a_meeting_lacks_is_named(client, officer):
    complete()
    past = record.meeting("Past", "t-past")
    record.intervention(past, state="ke")
    record.meeting("Coming", "t-coming", publish=False, date=date(2099, 3, 1))
    record.meeting("Unknown", "t-unknown", publish=False, date=None)
    rows = exported(client)
    missing = {
        title: rows[title]["missing"] for title in ("All there", "Past", "Coming", "Unknown")
    }
    assert missing == {
        "All there": "",
        "Past": "a programme, a webcast, a summary, the report and files of statements",
        "Coming": "a programme",
        "Unknown": "the first day and a programme",
    }
    assert rows["Past"]["statements"] == "1"


def test_the_list_is_narrowed(client, officer):
    complete()
    record.meeting("Past", "t-past", date=date(2020, 1, 1), last_day=date(2020, 1, 3))
    record.meeting("Coming", "t-coming", publish=False, date=date(2099, 3, 1))
    assert listed(client, when="coming") == {"Coming"}
    assert listed(client, when="past") == {"All there", "Past"}
    assert listed(client, year="2020") == {"Past"}
    assert listed(client, lacks="webcast") == {"Past"}
    assert listed(client, lacks="nonsense") >= {"All there", "Past", "Coming"}


@pytest.mark.slow
def test_as_many_questions_for_many_meetings(client, officer):
    def numbers(n):
        for number in range(n):
            record.intervention(record.meeting(f"M {number}", f"t-{n}-{number}"), state="ke")
        with at_most(40) as statements:
            client.get(reverse("meetings_report"))
        return len(statements)

    numbers(1)
    assert numbers(2) == numbers(5)


def test_it_is_for_those_who_look(client):
    client.force_login(people.focal_point("ke"))
    assert client.get(reverse("meetings_report")).status_code in (302, 403)
    client.force_login(people.superuser())
    assert client.get(reverse("meetings_report")).status_code == 200
