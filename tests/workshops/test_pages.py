"""What a focal point does with a workshop, and what everybody may know of one."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from tests import people
from tests.factories import member_state
from workshops.models import Room, Workshop

from .made import inside, link, signed_in
from .test_saving import form_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAYS = {
    "first_day": TODAY.isoformat(),
    "last_day": (TODAY + timedelta(days=2)).isoformat(),
    "ends_on": (TODAY + timedelta(days=20)).isoformat(),
}


def test_from_the_list_to_the_first_answer(client):
    client.force_login(people.focal_point("ke"))
    assert 'href="/submit/workshops/"' in client.get("/submit/").content.decode()
    client.get("/submit/workshops/new/")
    answer = client.post("/submit/workshops/new/", DAYS | {"state": member_state("ke").pk})
    room = Room.objects.get()
    groups = reverse("own_workshop_groups", args=[room.workshop_id])
    assert answer["Location"] == groups
    client.post(groups, {"name": "Health", "chapters": ["1", "2"]})
    group = room.groups.get()
    people_page = reverse("own_workshop_people", args=[room.workshop_id])
    person = {"name": "A", "email": "a@example.org", "ministry": "Health", "language": "en"}
    client.post(people_page, person | {"role": "member", "group": group.pk})
    assert "a@example.org" in client.get(people_page).content.decode()
    begin = reverse("begin_assessment", args=[room.workshop_id])
    text = client.get(begin).context["form"].fields["text"].queryset.first()
    assert client.post(begin, {"title": "First", "text": text.pk}).status_code == 302
    member = inside("a@example.org")
    body = member.get(reverse("workshop_room", args=[room.uid])).content.decode()
    assert "First" in body
    assert "Health" in body


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"last_day": "2020-01-01"}, "The last day is before the first."),
        ({"ends_on": TODAY.isoformat()}, "Access would end before the workshop does."),
        ({"state": 0}, "Select a valid choice"),
        ({"first_day": "soon"}, "date"),
    ],
)
def test_wrong_days_are_refused_and_stay_in_the_form(client, wrong, message):
    client.force_login(people.focal_point("ke"))
    sent = DAYS | {"state": member_state("ke").pk} | wrong
    body = client.post("/submit/workshops/new/", sent).content.decode()
    assert message in body
    assert not Workshop.objects.exists()


def test_a_room_for_another_state_cannot_be_opened(client):
    client.force_login(people.focal_point("ke"))
    client.post("/submit/workshops/new/", DAYS | {"state": member_state("fr").pk})
    assert not Workshop.objects.exists()


def test_two_rooms_of_one_year_have_two_addresses(client):
    client.force_login(people.focal_point("ke"))
    for _time in range(2):
        client.post("/submit/workshops/new/", DAYS | {"state": member_state("ke").pk})
    year = TODAY.year
    slugs = sorted(Workshop.objects.values_list("slug", flat=True))
    assert slugs == [f"ke-{year}", f"ke-{year}-2"]


def test_the_page_is_public_while_the_state_agrees(made, client):
    address = reverse("workshop", args=[made.room.workshop.slug])
    assert client.get(address).status_code == 404
    assert "Kenya" not in client.get("/workshops/").content.decode().split("<main")[1]
    browser, settings = (
        signed_in(made.person),
        reverse("own_workshop", args=[made.room.workshop_id]),
    )
    facts = {"place": "Nairobi", "is_public": "on", "agenda": "zzagenda", "material": "new plan"}
    assert browser.post(settings, form_of(browser, settings) | facts).status_code == 302
    body = client.get(address).content.decode()
    assert "Nairobi" in body
    assert [word for word in (*made.all_words(), "new plan") if word in body] == []
    assert "Kenya" in client.get("/workshops/").content.decode()
    assert Room.objects.get().data == {"agenda": "zzagenda", "material": "new plan"}
    browser.post(settings, form_of(browser, settings))  # with the box unticked
    assert client.get(address).status_code == 404
    actions = AuditEntry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions)[-2:] == ["workshop page made public", "workshop page withdrawn"]


def test_two_focal_points_change_a_room_and_neither_overwrites_the_other(made):
    address = reverse("own_workshop", args=[made.room.workshop_id])
    one, two = signed_in(made.person), signed_in(people.focal_point("ke"))
    first, second = form_of(one, address), form_of(two, address)
    one.post(address, first | {"agenda": "of one"})
    answer = two.post(address, second | {"agenda": "of two", "place": "Mombasa"})
    assert "Someone else has changed the same part" in answer.content.decode()
    room = Room.objects.get()
    assert (room.data["agenda"], room.workshop.place) == ("of one", "Mombasa")


def test_pages_are_mirrored_in_arabic(made):
    client = inside(made.first)
    for name, args in (
        ("workshop_room", []),
        ("workshop_assessment", [made.assessment.pk]),
        ("workshop_item", [made.assessment.pk, "1", made.item.key]),
    ):
        address = f"/ar{reverse(name, args=[made.room.uid, *args])}"
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert (page.html["dir"], page.html["lang"]) == ("rtl", "ar")


def test_a_member_without_a_group_is_told_so(made):
    member = link(made.first)
    made.one.delete()
    client = inside(made.second)
    assert client.post(member).status_code == 302
    room = reverse("workshop_room", args=[made.room.uid])
    assert "You are in no group yet" in client.get(room).content.decode()
    assessment = reverse("workshop_assessment", args=[made.room.uid, made.assessment.pk])
    assert client.get(assessment).status_code == 404


def test_the_sitemap_names_the_list_and_robots_stay_out_of_rooms(client):
    assert "/workshops/</loc>" in client.get("/sitemap-lists.xml").content.decode()
    assert "Disallow: /workshops/room/" in client.get("/robots.txt").content.decode()
