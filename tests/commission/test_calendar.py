"""The calendar: what is past and coming, what narrows it, and what is not public."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from commission.models import MeetingPage, Segment, Workplan
from taxonomy.models import Challenge, Chapter, WorkplanItem
from tests.commission import record
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db


def page_at(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(client, address="/meetings/"):
    return [link.text for link in page_at(client, address).select("main .entry__title a")]


def challenge(slug):
    return Challenge.objects.get(slug=slug)


@pytest.fixture(scope="module")
def meetings(django_db_setup, django_db_blocker):
    yield from shared(make_meetings, django_db_blocker)


def make_meetings():
    """One long ago, one of last year, one under way, one to come, and a draft."""
    today = timezone.localdate()
    africa = record.body("honlea-africa", "HONLEA Africa")
    return [
        record.meeting("Long ago", "long-ago", date=date(2016, 10, 10), session="round"),
        record.meeting("In Lima", "lima", date=date(2019, 10, 7), body=africa, session="meeting"),
        record.meeting(
            "Under way", "now", date=today - timedelta(days=1), last_day=today, session="regular"
        ),
        record.meeting("To come", "soon", date=today + timedelta(days=40)),
        record.meeting("Secret draft", "draft", date=today, publish=False),
    ]


def test_what_is_under_way_and_comes_stands_first_and_then_the_latest(client, meetings):
    page = page_at(client, "/meetings/")
    coming = page.find(id="coming").find_parent("section")
    assert [link.text for link in coming.select(".entry__title a")] == ["Under way", "To come"]
    assert titles(client) == ["Under way", "To come", "In Lima", "Long ago"]
    years = [heading.text for heading in page.select("main .columns h2[id^=in-]")]
    assert years == ["2019", "2016"]
    assert "Secret draft" not in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("body=honlea-africa", ["In Lima"]),
        ("kind=round", ["Long ago"]),
        ("year=2019", ["In Lima"]),
        ("year=2019&kind=round", []),
        ("body=nothing", ["Under way", "To come", "In Lima", "Long ago"]),
        ("body=&kind=&year=", ["Under way", "To come", "In Lima", "Long ago"]),
    ],
)
def test_filters(client, meetings, query, found):
    assert titles(client, f"/meetings/?{query}") == found


def test_a_value_that_is_not_known_is_named_and_left_out(client, meetings):
    notice = page_at(client, "/meetings/?body=nothing&year=20019").select("main .notice")
    assert [("nothing" in each.text, "20019" in each.text) for each in notice] == [
        (True, False),
        (False, True),
    ]


def test_what_was_chosen_stays_chosen(client, meetings):
    page = page_at(client, "/meetings/?body=honlea-africa")
    assert page.find("select", {"name": "body"}).find(selected=True)["value"] == "honlea-africa"


def test_a_meeting_is_found_by_its_challenges_and_those_of_verified_segments(client):
    named = {"challenges": [challenge("hiv-hcv")], "chapters": [Chapter.objects.get(number=2)]}
    record.meeting("Tagged", "tagged", **named)
    for slug, verified in (("verified", True), ("unverified", False)):
        segment = Segment(verified=verified, challenges=[challenge("hiv-hcv")])
        record.meeting(slug, slug, segments=[segment])
    assert sorted(titles(client, "/meetings/?challenge=hiv-hcv")) == ["Tagged", "verified"]
    assert titles(client, "/meetings/?chapter=2") == ["Tagged"]
    assert titles(client, "/meetings/?chapter=3") == []


def test_no_more_is_said_of_a_date_than_is_known(client):
    record.meeting("A round", "round", date=date(2015, 10, 1), precision="month")
    time = page_at(client, "/meetings/?year=2015").select_one("main .entry time")
    assert (time["datetime"], time.text) == ("2015-10", "October 2015")


@pytest.mark.slow
def test_the_calendar_costs_the_same_however_many_there_are(
    client, meetings, django_assert_max_num_queries
):
    for number in range(3):
        record.meeting(f"Meeting {number}", f"meeting-{number}")
    with django_assert_max_num_queries(32):
        client.get("/meetings/")


def test_a_body_lists_its_meetings_as_the_secretariat_does(client, meetings):
    lima = MeetingPage.objects.get(slug="lima")
    africa = lima.body
    africa.founded_by, africa.membership = "Resolution 1985/11", "Members of ECA"
    africa.unconfirmed = "A blog says more"
    africa.save()
    report = record.document("UNODC/HONLAF/29/6", meeting=lima)
    record.document("UNODC/HONLAF/29/7", meeting=lima, publish=False)
    lima.ordinal, lima.place, lima.report = 29, "Lima, Peru", report
    lima.save_and_publish(None, "test")
    page = page_at(client, "/meetings/bodies/honlea-africa/")
    heads = [head.text for head in page.select("main thead th")]
    assert heads == ["Number", "Dates", "Venue", "Report", "Documents"]
    [row] = page.select("main tbody tr")
    cells = [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
    assert cells[1:] == ["7 October 2019", "Lima, Peru", "UNODC/HONLAF/29/6", "1 document"]
    assert cells[0].startswith("29")
    facts = page.select_one("main .facts").text
    assert "Resolution 1985/11" in facts
    assert "A blog says more" not in page.text


def test_a_body_is_narrowed_as_the_calendar_is(client, meetings):
    africa = meetings[1].body
    record.meeting("In Accra", "accra", date=date(2012, 6, 25), body=africa, session="meeting")
    rows = page_at(client, "/meetings/bodies/honlea-africa/?year=2012").select("main tbody tr")
    assert ["In Accra" in row.text for row in rows] == [True]


def test_bodies_that_are_not_verified_do_not_exist(client):
    record.body("secret", "A body that nobody confirmed", verified=False)
    assert client.get("/meetings/bodies/secret/").status_code == 404
    assert client.get("/meetings/bodies/none/").status_code == 404
    for address in ("/meetings/", "/meetings/bodies/", "/sitemap-lists.xml"):
        assert "secret" not in client.get(address).content.decode()
    assert client.get("/meetings/?body=secret").status_code == 200


def test_a_meeting_cannot_take_the_address_of_another_page():
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        record.meeting("Bodies", "bodies").full_clean()


def test_the_calendar_is_in_the_menu_and_bodies_in_the_sitemap(client):
    record.body("honlea-africa", "HONLEA Africa")
    assert page_at(client, "/").select_one("header a[href='/meetings/']")
    assert page_at(client, "/fr/").select_one("header a[href='/fr/meetings/']")
    listed = client.get("/sitemap-lists.xml").content.decode()
    for path in ("/meetings/bodies/honlea-africa/", "/ar/meetings/workplan/", "/coverage/"):
        assert f"{path}</loc>" in listed


class TestWorkplans:
    @pytest.fixture(autouse=True)
    def plan(self):
        fields = {"label_en": "A plan", "first_year": 2019, "verified": True}
        Workplan.objects.create(slug="first-2019", **fields)
        Workplan.objects.create(slug="hidden", label_en="Hidden plan", first_year=2030)

    def rows(self, client, year):
        page = page_at(client, "/meetings/workplan/")
        return page.find(id=f"first-2019-{year}").find_parent("section")

    def test_a_challenge_names_its_meeting_and_the_day(self, client):
        segment = Segment(
            verified=True,
            day=date(2021, 10, 20),
            half="am",
            challenges=[challenge("proceeds")],
        )
        plan = {"plan": "first-2019", "date": date(2021, 10, 19)}
        record.meeting("Thematic 2021", "thematic-2021", segments=[segment], **plan)
        text = " ".join(self.rows(client, 2021).text.split())
        assert "Thematic 2021" in text
        assert "Low value of confiscated proceeds of crime 20 October 2021, morning" in text

    def test_a_day_that_is_not_verified_is_not_shown(self, client):
        segment = Segment(day=date(2021, 10, 20), challenges=[challenge("proceeds")])
        plan = {"plan": "first-2019", "date": date(2021, 10, 19)}
        record.meeting("Thematic 2021", "thematic-2021", segments=[segment], **plan)
        text = self.rows(client, 2021).text
        assert "Low value of confiscated proceeds of crime" in text
        assert "20 October" not in text

    def test_only_verified_rows_and_plans(self, client):
        WorkplanItem.objects.create(plan="hidden", year=2031, challenge=challenge("hiv-hcv"))
        text = page_at(client, "/meetings/workplan/").main.text
        for word in ("Hidden plan", "2031", "Gaps in reliable data"):
            assert word not in text
        assert "Drug treatment and health services" in text
