"""One page tells all that is on record on a challenge, a chapter, a recommendation, of a State."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commission.models import Reply
from taxonomy.models import Challenge, Chapter
from tests.commission import record
from tests.factories import PledgeFactory, PracticeFactory, StrategyFactory, fresh, member_state
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def challenge(db):
    return Challenge.objects.get(slug="medical-access")


def make_record():
    """Of each kind one or two, and of each a draft that nobody may see."""
    on = {"challenges": [Challenge.objects.get(slug="medical-access")]}
    meeting = record.meeting()
    PracticeFactory(title="Morphine in clinics", state="ke", terms=on, start_year=2018)
    PracticeFactory(title="Draft practice", state="ug", terms=on, publish=False)
    StrategyFactory(title="Plan of access", state="ke", terms=on, start_year=2020)
    PledgeFactory(title="Training of nurses", state="pe", terms=on, pledged_on=date(2024, 3, 14))
    record.intervention(meeting, "Kenya speaks", state="ke", slug="kenya", **on)
    record.intervention(meeting, "Mauritius speaks", state="mu", slug="mu", **on)
    record.intervention(meeting, "Draft statement", state="ug", slug="ug", publish=False, **on)
    record.recommendation(meeting, title="Estimates of needs", slug="r1", **on)
    deadline = timezone.localdate() + timedelta(days=9)
    record.call(meeting, "Inputs on access", slug="call", deadline=deadline, **on)
    return meeting


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_record, django_db_blocker)


@pytest.fixture
def meeting(db, made):
    return fresh(made)


def sections(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser").main
    return {part["aria-labelledby"]: part for part in page.find_all("section", recursive=True)}


def titles(part):
    return {link.text for link in part.select(".entry__title a")}


def test_a_challenge_tells_what_was_practised_pledged_said_and_recommended(
    client, challenge, meeting
):
    found = sections(client, f"/challenges/{challenge.slug}/")
    assert titles(found["practised"]) == {"Morphine in clinics", "Plan of access"}
    assert titles(found["pledged"]) == {"Training of nurses"}
    assert titles(found["said"]) == {"Kenya speaks", "Mauritius speaks"}
    assert titles(found["recommended"]) == {"Estimates of needs"}
    assert "Nothing is recorded here yet" in found["documents"].text
    assert "Inputs on access" in found["planned"].text
    assert "Draft" not in str(found)


def test_by_state_and_by_year(client, challenge, meeting):
    found = sections(client, f"/challenges/{challenge.slug}/")
    rows = [
        [cell.text.strip() for cell in row.find_all(["th", "td"])]
        for row in found["states"].select("tbody tr")
    ]
    assert rows == [
        ["Kenya", "2", "0", "1"],
        ["Mauritius", "0", "0", "1"],
        ["Peru", "0", "1", "0"],
    ]
    assert "190 of 193 Member States have nothing on record" in found["states"].text
    assert "2 have pledged or said something and shared no practice" in found["states"].text
    years = [row.th.text.strip() for row in found["years"].select("tbody tr")]
    assert years == [str(year) for year in range(2018, 2025)]


def test_each_number_leads_to_as_many_results(client, challenge, meeting):
    found = sections(client, f"/challenges/{challenge.slug}/")
    links = [*found["states"].select("tbody a"), *found["years"].select("tbody a")]
    for link in [link for link in links if link.text != "0"]:
        total = client.get(link["href"]).context["results"].total
        assert total == int(link.text), link["href"]


def queries_of(client, address):
    client.get(address)  # fills what pages are made of
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{address}?page=1")  # another address: the page itself is not kept
    return len(queries)


@pytest.mark.usefixtures("kept_pages")
def test_a_challenge_is_told_in_few_queries_however_much_there_is(client, challenge, meeting):
    """Values kept, as in production; the page itself made anew."""
    address = f"/challenges/{challenge.slug}/"
    before = queries_of(client, address)
    on = {"challenges": [challenge]}
    for number in range(7):
        record.intervention(meeting, f"More {number}", slug=f"m-{number}", state="ke", **on)
    assert queries_of(client, address) == before
    assert before <= 12


def test_a_chapter_and_a_challenge_without_anything(client, challenge):
    other = Challenge.objects.exclude(pk=challenge.pk).first()
    for address in (f"/challenges/{other.slug}/", "/chapters/3/"):
        found = sections(client, address)
        assert "No Member State has shared anything" in found["practised"].text
        assert "states" not in found


def test_the_page_of_a_state_tells_what_it_said_and_replied(client, meeting):
    page = record.recommendation(meeting, "2", title="Precursors", slug="r2")
    page.replies = [Reply(state=member_state("mu"), year=2021, status="partly")]
    page.save_revision().content_object.publish(page.get_latest_revision(), way="test")
    found = sections(client, "/states/mu/")
    assert titles(found["said"]) == {"Mauritius speaks"}
    assert "2021: partly put into practice" in " ".join(found["replies"].text.split())
    assert "said" not in sections(client, "/states/ug/")
    assert Chapter.objects.exists()
