"""A pledge takes the same way as a practice: the State's word, then two officers."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from practices.models import PledgePage, ProgressNote
from taxonomy.models import Challenge
from tests import people
from tests.factories import PledgeFactory, PracticeFactory

pytestmark = pytest.mark.django_db
SENT = {
    "title": "Naloxone for every ambulance",
    "language": "en",
    "summary": "Every ambulance of the country will carry naloxone.",
    "pledged_on": "2024-03-14",
    "occasion": "High-level segment, March 2024",
}


def step(page, name):
    return reverse("submission_step", args=[page.pk, name])


def newest(page):
    return PledgePage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.fixture
def page():
    return PledgeFactory(publish=False, title="Naloxone")


@pytest.mark.usefixtures("person")
def test_each_step_keeps_what_is_pledged(client, page):
    assert "organization" not in client.get(step(page, "basics")).context["form"].fields
    client.post(step(page, "basics"), SENT)
    client.post(step(page, "done"), {"commitment": "Naloxone in all ambulances by 2026."})
    client.post(step(page, "topics"), {"challenges": [Challenge.objects.first().pk]})
    now = newest(page)
    assert (now.title, now.pledged_on) == (SENT["title"], date(2024, 3, 14))
    assert "all ambulances by 2026" in now.commitment
    assert now.challenges.count() == 1


@pytest.mark.usefixtures("person")
def test_a_date_that_is_none_is_told_and_kept(client, page):
    answer = client.post(step(page, "basics"), SENT | {"pledged_on": "2024-02-31"})
    assert answer.context["form"].errors["pledged_on"]
    assert "2024-02-31" in answer.content.decode()


@pytest.mark.usefixtures("person")
def test_it_is_cleared_with_a_challenge_and_not_without(client, page):
    shown = client.get(step(page, "topics")).context["form"]
    assert shown["challenges"].field.is_needed
    assert not shown["chapters"].field.is_needed


@pytest.mark.usefixtures("person")
def test_progress_is_added_and_taken_away(client, page):
    address = reverse("submission_material", args=[page.pk])
    added = {"add": "progress", "progress-day": "2025-01-31", "progress-text": "Half of them."}
    client.post(address, added)
    client.post(address, added | {"progress-text": "All of them."})
    notes = newest(page).progress.all()
    assert [note.text for note in notes] == ["Half of them.", "All of them."]
    client.post(address, {"remove": f"progress:{notes[0].identity}"})
    assert [note.text for note in newest(page).progress.all()] == ["All of them."]


def test_readers_find_it_and_it_counts_as_nothing_shared(client):
    PracticeFactory(title="Naloxone at home", state="ke")
    pledge = PledgeFactory(
        title="Naloxone for all",
        state="ke",
        commitment="<p>By 2026.</p>",
        progress=[ProgressNote(day=date(2025, 1, 31), text="Half of it is done.")],
    )
    assert pledge.url == f"/pledges/ke/{pledge.slug}/"
    shown = BeautifulSoup(client.get(pledge.url).content, "html.parser").main.text
    assert "By 2026." in shown
    assert "Half of it is done." in shown
    found = BeautifulSoup(client.get("/search/?type=pledge&q=half").content, "html.parser")
    assert [link.text for link in found.select(".entry__title a")] == ["Naloxone for all"]
    assert "Naloxone for all" not in client.get("/search/?q=naloxone").content.decode()
    assert "Naloxone for all" in client.get("/states/ke/").content.decode()
    assert "Naloxone for all" in client.get("/pledges/").content.decode()
    state = client.get("/api/v1/states/ke").json()
    assert (state["practices"], state["strategies"]) == (1, 0)


def test_two_officers_publish_it(client):
    person = people.focal_point("ke")
    pledge = PledgeFactory(
        publish=False,
        title="Naloxone",
        summary="All.",
        commitment="<p>By 2026.</p>",
        contact_name="A",
        contact_email="a@example.org",
        terms={"challenges": [Challenge.objects.first()]},
    )
    page = people.submitted(pledge, person)
    people.decide(page, people.officer())
    assert not PledgePage.objects.get(pk=pledge.pk).live
    people.decide(page, people.officer())
    assert PledgePage.objects.get(pk=pledge.pk).live
