"""Who gets what of a room: its focal point, its people, another State, officers, anybody."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.nightly import nightly
from workshops.models import Answer, StateKey

from .made import Made, inside, signed_in

pytestmark = pytest.mark.django_db
SHEETS = ["agreed", "1", "2"]


def pages(made):
    """{(route, sheet): address}"""
    room, assessment = made.room.uid, made.assessment.pk
    found = {
        ("workshop_room", ""): reverse("workshop_room", args=[room]),
        ("workshop_assessment", ""): reverse("workshop_assessment", args=[room, assessment]),
    }
    for sheet in SHEETS:
        place = [room, assessment, sheet]
        chapter = made.item.chapter.number
        found["workshop_chapter", sheet] = reverse("workshop_chapter", args=[*place, chapter])
        found["workshop_results", sheet] = reverse("workshop_results", args=place)
        found["workshop_paper", sheet] = reverse("workshop_paper", args=place)
        found["workshop_item", sheet] = reverse("workshop_item", args=[*place, made.item.key])
    return found


def own_pages(made):
    place = [made.room.workshop_id]
    names = ["own_workshop", "own_workshop_groups", "own_workshop_people", "begin_assessment"]
    return [reverse(name, args=place) for name in names]


INSIDE = {
    "focal point of the State": (lambda made: signed_in(made.person), "agreed"),
    "facilitator": (lambda made: inside(made.facilitator), "agreed"),
    "participant of group 1": (lambda made: inside(made.first), "1"),
    "participant of group 2": (lambda made: inside(made.second), "2"),
}
OUTSIDE = {
    "focal point of another State": lambda: signed_in(people.focal_point("fr")),
    "officer": lambda: signed_in(people.officer()),
    "superuser": lambda: signed_in(people.superuser()),
    "account without a role": lambda: signed_in(people.user("nobody-")),
    "participant of another State": lambda: inside(Made("fr").first),
    "anonymous": Client,
}


@pytest.mark.parametrize(
    "who",
    [
        "facilitator",
        "participant of group 2",
        *nightly("focal point of the State", "participant of group 1"),
    ],
)
def test_each_person_writes_one_sheet_and_finds_no_other(made, who):
    enter, own = INSIDE[who]
    client = enter(made.answered())
    for (route, sheet), address in pages(made).items():
        expected = 200 if sheet in ("", own) else 404
        assert client.get(address).status_code == expected, (route, sheet)
    before = Answer.objects.count()
    for sheet in set(SHEETS) - {own}:
        for route, sent in (
            ("item", {"note": "mine"}),
            ("chapter", {f"{made.item.key}.status": "planned"}),
        ):
            address = pages(made)[f"workshop_{route}", sheet]
            for path in (address, f"{address}autosave/"):
                assert client.post(path, sent).status_code == 404
    assert Answer.objects.count() == before
    kept = str([row.data for row in Answer.objects.all()])
    assert "mine" not in kept
    assert "planned" not in kept


@pytest.mark.parametrize("who", ["participant of group 1", "participant of group 2"])
def test_a_group_reads_nothing_of_another_one_or_of_what_is_agreed(made, who):
    enter, own = INSIDE[who]
    client = enter(made.answered())
    body = read(client, pages(made).values())
    other, mine = ("two", "one") if own == "1" else ("one", "two")
    assert [word for word in made.words[other] + made.words["agreed"] if word in body] == []
    assert all(word in body for word in made.words[mine])
    name = "first" if own == "1" else "second"
    others = [word for word in made.words["people"] if not word.endswith(name)]
    assert [word for word in others if word in body] == []


@pytest.mark.parametrize("who", ["focal point of the State", "facilitator"])
def test_those_who_lead_see_what_each_group_says_and_that_they_differ(made, who):
    client = INSIDE[who][0](made.answered())
    body = read(client, pages(made).values())
    for sheet in ("one", "two", "agreed"):
        assert all(word in body for word in made.words[sheet]), sheet
    assert "Groups differ" in body


@pytest.mark.parametrize(
    "who",
    [
        "focal point of another State",
        "participant of another State",
        "anonymous",
        *nightly("officer", "superuser", "account without a role"),
    ],
)
def test_everybody_else_stands_at_the_door_and_reads_no_word(made, who):
    made.answered()
    client = OUTSIDE[who]()
    doors = set()
    body = ""
    for address in pages(made).values():
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].endswith("/door/")) == (302, True)
        doors.add(answer["Location"])
        body += text_of(answer)
    for address in own_pages(made):
        answer = client.get(address)
        assert answer.status_code in (302, 403, 404)
        body += text_of(answer)
    others = [reverse("workshops"), "/submit/workshops/", "/admin/workshops/", "/admin/reports/"]
    body += read(client, [*doors, *others, f"/search/?q={made.words['one'][0]}"])
    found = {word for word in made.all_words() if word in body}
    assert found <= {made.words["one"][0]}  # what was typed into the search
    for address in own_pages(made):
        client.post(address, {"name": "stolen", "title": "stolen"})
    item = pages(made)["workshop_item", "agreed"]
    answer = client.post(item, {"note": "stolen words"})
    assert answer.status_code == 404
    assert "stolen words" in answer.content.decode()  # given back to who typed them
    assert "stolen" not in str([row.data for row in Answer.objects.all()])
    assert made.room.groups.count() == 2
    assert made.room.assessments.count() == 1


def read(client, addresses):
    """Of pages of the portal, and the headers; an address may lead to another one."""
    return "".join(text_of(client.get(address, follow=True)) for address in addresses)


def text_of(answer):
    return answer.content.decode() + str(answer.headers)


def test_the_door_of_a_room_that_is_not_there_looks_the_same(client, made):
    bodies = [
        client.get(reverse("workshop_door", args=[uid])).content.decode().replace(str(uid), "")
        for uid in (made.room.uid, uuid4())
    ]
    bodies = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body) for body in bodies]
    assert bodies[0] == bodies[1]
    assert "Kenya" not in bodies[0]


def test_officers_see_that_a_workshop_took_place(made):
    body = read(signed_in(people.officer()), ["/admin/workshops/"])
    assert "Kenya" in body
    assert made.room.workshop.first_day.strftime("%-d") in body


def test_without_its_key_a_room_says_that_it_was_erased(made):
    client = inside(made.first)
    StateKey.objects.all().delete()
    for browser in (client, signed_in(made.person)):
        answer = browser.get(pages(made)["workshop_room", ""])
        assert answer.status_code == 410
        assert "has been erased" in answer.content.decode()
    assert signed_in(made.person).get(own_pages(made)[2]).status_code == 410


def test_answers_are_kept_by_no_browser_and_no_proxy(made):
    answer = inside(made.first).get(pages(made)["workshop_item", "1"])
    assert "no-store" in answer["Cache-Control"]
    assert 'content="noindex"' in answer.content.decode()
