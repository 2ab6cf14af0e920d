"""Workshops that the note names: loaded once, with their source, and the State may say no."""

import csv

import pytest
from django.urls import reverse

from practices.models import PublicChange
from tests import people
from tests.factories import member_state, state_page
from workshops import facts
from workshops.models import Workshop

from .made import Made, signed_in

pytestmark = pytest.mark.django_db


def rows():
    with (facts.FOLDER / "workshops.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def states(db):
    return [member_state(row["state"]) for row in rows()]


def test_each_comes_in_with_its_period_its_texts_and_its_source(states):
    assert facts.load() == len(rows()) == 11
    bolivia, antigua = (Workshop.objects.get(state__code=code) for code in ("bo", "ag"))
    assert (bolivia.year, bolivia.last_year, bolivia.certainty) == (2016, 2018, "A")
    assert [text.key for text in bolivia.texts.all()] == ["s30-2016"]
    assert "CICAD" in antigua.partners
    assert (antigua.in_month.year, antigua.in_month.month) == (2019, 8)
    assert all(row.source and "Germany" in row.donors for row in Workshop.objects.all())


def test_they_stand_on_the_list_and_on_the_page_of_the_state(client, states):
    facts.load()
    listed = client.get("/workshops/").content.decode()
    assert "August 2019" in listed
    assert "2016–2018" in listed
    own = client.get(state_page("kn").url).content.decode()
    assert reverse("workshop", args=["kn-2019"]) in own
    page = client.get(reverse("workshop", args=["kn-2019"])).content.decode()
    assert "note by the Secretariat of 31 January 2020" in page


def test_loading_again_writes_nothing_and_overrules_nobody(client, states):
    facts.load()
    assert facts.load() == 0
    own = reverse("own_workshops")
    focal_point = signed_in(people.focal_point("ug"))
    workshop = Workshop.objects.get(state__code="ug")
    address = reverse("set_workshop_public", args=[workshop.pk])
    assert address in focal_point.get(own).content.decode()
    focal_point.post(address, {"is_public": "0"})
    assert facts.load() == 0
    assert client.get(reverse("workshop", args=[workshop.slug])).status_code == 404
    focal_point.post(address, {"is_public": "1"})
    assert client.get(reverse("workshop", args=[workshop.slug])).status_code == 200
    Workshop.objects.filter(state__code="tz").delete()
    assert facts.load() == 0


def test_what_is_not_certain_is_kept_and_is_not_public(states, tmp_path, monkeypatch):
    first = rows()[0] | {"certainty": "C"}
    with (tmp_path / "workshops.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, first)
        writer.writeheader()
        writer.writerow(first)
    monkeypatch.setattr(facts, "FOLDER", tmp_path)
    assert facts.load() == 1
    assert not Workshop.objects.get().is_public


def test_only_the_own_state_says_whether_a_page_is_public(states):
    facts.load()
    workshop = Workshop.objects.get(state__code="ug")
    address = reverse("set_workshop_public", args=[workshop.pk])
    for person in (people.focal_point("ke"), people.officer(), people.user("nobody-")):
        assert signed_in(person).post(address, {"is_public": "0"}).status_code in (302, 403, 404)
    made = Made("ug")  # with a room the form of its facts says it
    with_room = reverse("set_workshop_public", args=[made.room.workshop_id])
    assert signed_in(made.person).post(with_room, {"is_public": "1"}).status_code == 404
    workshop.refresh_from_db()
    assert workshop.is_public


def test_kept_pages_end_with_a_change_of_a_workshop(states):
    before = PublicChange.objects.stamp()
    facts.load()
    assert PublicChange.objects.stamp() != before
