"""The page of a meeting: what is verified and public of it, and nothing else."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commission.models import Figure, MeetingLink, Organization, Panellist, Segment
from taxonomy.models import Challenge, Chapter
from tests.commission import record
from tests.factories import fresh
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
SECRET_NUMBER = 5_318_008  # which no time or key on a page holds by chance


def page_of(client, meeting, prefix=""):
    response = client.get(f"{prefix}/meetings/{meeting.slug}/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def words(element):
    return " ".join(element.get_text(" ").split())


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_thematic, django_db_blocker)


@pytest.fixture
def thematic(made):
    return fresh(made)


def make_thematic():
    """A meeting with a verified segment and one that is not."""
    known = Segment(
        title="First session",
        day=date(2021, 10, 19),
        half="am",
        verified=True,
        unconfirmed="A blog says noon",
        sort_order=0,
        challenges=[Challenge.objects.get(slug="hiv-hcv")],
        chapters=[Chapter.objects.get(number=2)],
    )
    known.panellists = [
        Panellist(nominated_by="group", name="Named Expert", is_name_public=True, role="Doctor"),
        Panellist(nominated_by="civil_society", name="Hidden Expert", role="Volunteer"),
    ]
    hidden = Segment(title="Unconfirmed session", day=date(2021, 10, 20), sort_order=1)
    return record.meeting(
        "Thematic discussions",
        "thematic-2021",
        date=date(2021, 10, 19),
        last_day=date(2021, 10, 21),
        place="Vienna",
        chair="The Chair (Sudan)",
        facilitator="The Facilitator (Nigeria)",
        unconfirmed="A blog says that it was online",
        ordinal=64,
        segments=[known, hidden],
        figures=[
            Figure(
                what="participants", qualifier="over", number=1500, source="a page", verified=True
            ),
            Figure(what="countries", number=SECRET_NUMBER, source="a blog"),
        ],
        web_links=[
            MeetingLink(kind="webcast", url="https://webtv.un.org/x", seen_on=date(2021, 11, 1)),
            MeetingLink(kind="page", title="A rumour", url="https://blog.example/", verified=False),
        ],
    )


def test_facts_at_a_glance(client, thematic):
    facts = words(page_of(client, thematic).select_one(".facts"))
    for fact in ("Commission on Narcotic Drugs", "Thematic session", "64", "19–21 October 2021",
                 "Vienna", "The Chair (Sudan)", "The Facilitator (Nigeria)"):  # fmt: skip
        assert fact in facts


def test_what_is_not_verified_is_nowhere(client, thematic):
    for address in ("/meetings/thematic-2021/", "/ar/meetings/thematic-2021/"):
        text = client.get(address).content.decode()
        for secret in ("Unconfirmed session", "A blog says", "Hidden Expert", "A rumour"):
            assert secret not in text
        assert str(SECRET_NUMBER) not in re.sub(r"[.,\s٬]", "", text)


def test_reported_figures_name_their_source_and_are_not_what_is_recorded(client, thematic):
    record.intervention(thematic, "Kenya", state="ke", slug="kenya")
    page = page_of(client, thematic)
    reported = page.find(id="reported").find_next("dl")
    assert words(reported) == "Participants Over 1,500 (a page)"
    said = page.find(id="said")
    assert "Recorded in this portal: 1 intervention. Member States: 1; organizations: 0." in words(
        said
    )
    assert "1,500" not in said.text


def test_the_programme_links_what_is_treated(client, thematic):
    programme = page_of(client, thematic).find(id="programme")
    assert "Tuesday, 19 October 2021" in programme.h3.text
    assert words(programme.select_one(".programme__half")) == "Morning"
    links = [link["href"] for link in programme.find_all("a")]
    assert links == ["/challenges/hiv-hcv/", "/chapters/2/"]
    assert "Named Expert, Doctor" in programme.text
    assert "Volunteer" in programme.text


def test_links_say_when_they_were_seen(client, thematic):
    [link] = page_of(client, thematic).select("#links li")
    assert link.a["href"] == "https://webtv.un.org/x"
    assert "seen on 1 November 2021" in words(link)


def test_interventions_stand_by_segment_and_by_name(client, thematic):
    first, hidden = thematic.segments.order_by("sort_order")
    spoken = {"segment": first}
    society = Organization.objects.create(slug="ngo", label_en="An NGO", kind="civil_society")
    record.intervention(thematic, "Of an NGO", slug="ngo", organization=society, **spoken)
    record.intervention(thematic, "Of Kenya", state="ke", slug="ke", **spoken)
    record.intervention(thematic, "Of Egypt", state="eg", slug="eg", **spoken)
    record.intervention(thematic, "Of France", state="fr", slug="fr", segment=hidden)
    record.intervention(thematic, "A draft", state="pe", slug="pe", publish=False, **spoken)
    said = page_of(client, thematic).find(id="said")
    groups = [[link.text for link in group.find_all("a")] for group in said.find_all("ul")]
    assert groups == [["Of Egypt", "Of Kenya", "Of an NGO"], ["Of France"]]
    assert words(said.h3).startswith("First session")
    assert "A draft" not in said.text


def test_documents_and_recommendations(client, thematic):
    report = record.document("E/CN.7/2021/9", "The report")
    record.document("E/CN.7/2021/CRP.1", "A paper", meeting=thematic)
    record.document("E/CN.7/2021/CRP.2", "A draft paper", meeting=thematic, publish=False)
    record.recommendation(thematic, "1", slug="one", working_group="The working group")
    record.recommendation(thematic, "2", slug="two", publish=False)
    thematic.refresh_from_db()
    thematic.report = report
    thematic.save_and_publish(None, "test")
    page = page_of(client, thematic)
    assert [link.text for link in page.select("#documents a")] == [
        "E/CN.7/2021/9",
        "E/CN.7/2021/CRP.1",
    ]
    assert "Report of the meeting" in page.select_one("#documents li").text
    [adopted] = page.select("#adopted li")
    assert words(adopted) == "1 Recommendation 1 The working group Open"


def test_the_neighbours_are_public_meetings_of_the_same_body(client, thematic):
    def neighbours():
        return [link["href"] for link in page_of(client, thematic).select(".neighbours a")]

    record.meeting("Draft", "draft", date=date(2021, 1, 1), publish=False)
    other = record.body("honlea-africa", "HONLEA Africa")
    record.meeting("Elsewhere", "elsewhere", date=date(2021, 2, 1), body=other)
    assert neighbours() == []
    for year in (2019, 2020, 2022, 2024):
        record.meeting(f"Of {year}", f"of-{year}", date=date(year, 10, 1))
    assert neighbours() == ["/meetings/of-2020/", "/meetings/of-2022/"]


def test_a_body_that_is_not_verified_is_not_named(client):
    body = record.body("secret", "A body that nobody confirmed", verified=False)
    meeting = record.meeting("A meeting", "meeting", body=body)
    assert "A body that nobody confirmed" not in page_of(client, meeting).text
    assert client.get("/meetings/").status_code == 200


@pytest.mark.slow
def test_a_page_costs_the_same_however_much_was_said(client, thematic):
    def cost_with(numbers):
        for number in numbers:
            record.intervention(thematic, f"Of {number}", state="eg", slug=f"of-{number}")
            record.recommendation(thematic, f"2{number}", slug=f"two-{number}")
        client.get("/meetings/thematic-2021/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/meetings/thematic-2021/")
        return len(queries)

    assert cost_with(range(2)) == cost_with(range(2, 5))
