"""Every route of workshops, tried by everybody: who gets in, what is read there, what changes.

A route that is not listed in KINDS fails the first test: whoever adds one says here whose it is.
"""

import io
import zipfile
from enum import Enum, auto
from itertools import product

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from taxonomy.models import Region
from tests import people
from tests.factories import member_state
from tests.nightly import NIGHTLY
from tests.shared_rows import shared
from workshops import admin_views, urls
from workshops.items import items_of
from workshops.models import Share, Summary, Workshop
from workshops.sharing.shared import share
from workshops.state_keys import erasing

from .made import Made, inside, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Kind(Enum):
    PUBLIC = auto()  # for everybody; what is there says nothing of a room
    ROOM = auto()  # for whoever is in the room
    SHEET = auto()  # for whoever writes the sheet of the address
    STATE = auto()  # for focal points, each of the own State
    OWN = auto()  # for focal points of the State alone
    OFFICERS = auto()


KINDS = {
    "workshops": Kind.PUBLIC,
    "workshop": Kind.PUBLIC,
    "workshop_door": Kind.PUBLIC,
    "workshop_enter": Kind.PUBLIC,
    "workshop_room": Kind.ROOM,
    "workshop_session": Kind.ROOM,
    "workshop_leave": Kind.ROOM,
    "workshop_assessment": Kind.ROOM,
    "workshop_suggestions": Kind.ROOM,
    "workshop_chapter": Kind.SHEET,
    "workshop_chapter_autosave": Kind.SHEET,
    "workshop_results": Kind.SHEET,
    "workshop_results_file": Kind.SHEET,
    "workshop_paper": Kind.SHEET,
    "workshop_paper_take": Kind.SHEET,
    "workshop_paper_form": Kind.SHEET,
    "workshop_item": Kind.SHEET,
    "workshop_autosave": Kind.SHEET,
    "own_workshops": Kind.STATE,
    "open_workshop": Kind.STATE,
    "workshops_shared": Kind.STATE,
    "own_workshop": Kind.OWN,
    "set_workshop_public": Kind.OWN,
    "own_workshop_groups": Kind.OWN,
    "own_workshop_people": Kind.OWN,
    "send_workshop_link": Kind.OWN,
    "end_workshop_access": Kind.OWN,
    "begin_assessment": Kind.OWN,
    "workshop_sharing": Kind.OWN,
    "take_back_workshop_answers": Kind.OWN,
    "count_in_workshop_summary": Kind.OWN,
    "erase_workshops": Kind.OWN,
    "begin_workshop_again": Kind.OWN,
    "workshops_that_took_place": Kind.OFFICERS,
    "workshops_shared_with_secretariat": Kind.OFFICERS,
    "workshop_summaries": Kind.OFFICERS,
    "workshop_summary": Kind.OFFICERS,
    "confirm_workshop_erasure": Kind.OFFICERS,
}
# Who they are, the sheet they write, and whose words they may read in the room.
OWN_WORDS = {"room", "one", "two", "agreed"}
VISITORS = {
    "focal point": (lambda made: signed_in(made.person), "agreed", OWN_WORDS | {"people"}),
    "facilitator": (lambda made: inside(made.facilitator), "agreed", OWN_WORDS),
    "group 1": (lambda made: inside(made.first), "1", {"room", "one"}),
    "group 2": (lambda made: inside(made.second), "2", {"room", "two"}),
    "another State": (lambda made: signed_in(people.focal_point("fr")), "", set()),
    "participant elsewhere": (lambda made: inside(Made("fr").first), "", set()),
    "officer": (lambda made: signed_in(people.officer()), "", set()),
    "superuser": (lambda made: signed_in(people.superuser()), "", set()),
    "no role": (lambda made: signed_in(people.user("nobody-")), "", set()),
    "dismissed": (lambda made: signed_in(people.focal_point("ke", is_active=False)), "", set()),
    "anonymous": (lambda made: Client(), "", set()),
}
OUTSIDE = [who for who, (_enter, sheet, _words) in VISITORS.items() if not sheet]
MAY = {
    Kind.ROOM: {"focal point", "facilitator", "group 1", "group 2"},
    Kind.STATE: {"focal point", "another State", "officer"},  # officers write joint contributions
    Kind.OWN: {"focal point"},
    Kind.OFFICERS: {"officer", "superuser"},
}
PATTERNS = [*urls.urlpatterns, *admin_views.ADMIN_URLS]
NAMES = {pattern.name: tuple(pattern.pattern.converters) for pattern in PATTERNS}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A room with answers, of which one is shared with Germany, and a summary."""
    yield from shared(_world, django_db_blocker)


def _world():
    made = Made().answered()
    germany = member_state("de")
    share(made.assessment, [made.item.key], "answer", "state", germany, None, made.person)
    Workshop.objects.update(is_public=True)
    region = Region.objects.get(key="african")
    made.summary = Summary.objects.create(year=2025, region=region, items="challenges", parts=2)
    made.without_room = Workshop.objects.create(slug="ke-2017", state=made.room.owner, year=2017)
    people.focal_point("ke")  # a second one: no officer is needed to confirm an erasure
    made.erasure = erasing.ask(made.room.owner, made.person)
    return made


def values(world, sheet):
    return {
        "room": [world.room.uid],
        "token": ["no-such-token"],
        "slug": [world.room.workshop.slug],
        "assessment_id": [world.assessment.pk],
        "sheet": [sheet],
        "chapter": [world.item.chapter.number],
        "item": [world.item.key],
        "file_format": ["docx", "xlsx"],
        "workshop_id": [world.room.workshop_id],
        "participant_id": [world.room.participants.first().pk],
        "summary_id": [world.summary.pk],
        "erasure_id": [world.erasure.pk],
        "code": [world.room.owner.code],
    }


def addresses(world, route, sheet):
    names = NAMES[route]
    known = values(world, sheet)
    if route == "set_workshop_public":
        known["workshop_id"] = [world.without_room.pk]
    ways = product(*(known[name] for name in names))
    return [reverse(route, kwargs=dict(zip(names, way, strict=True))) for way in ways]


def tries(world, sheets=("agreed", "1", "2"), routes=tuple(KINDS)):
    """(route, sheet of the address or nothing, address)"""
    found = []
    for route in routes:
        for sheet in sheets if KINDS[route] == Kind.SHEET else ("",):
            found += [(route, sheet, address) for address in addresses(world, route, sheet)]
    return found


def tries_of(world, who):
    """By day those outside try every third route by turns, each with one sheet."""
    if who not in OUTSIDE or NIGHTLY:
        return tries(world)
    return tries(world, ["agreed"], list(KINDS)[OUTSIDE.index(who) % 3 :: 3])


def read(response):
    """With what stands in the parts of a file for Word or Excel."""
    body = b"".join(response) if response.streaming else response.content
    text = body.decode(errors="replace") + str(response.headers)
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            text += "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return text


def rows():
    """All rows of the app, as they are stored."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("workshops").get_models(include_auto_created=True):
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608  of our models
            found[table] = cursor.fetchall()
    return found


def test_every_route_is_listed_here(world):
    assert set(NAMES) == set(KINDS), "say whose the route is"
    unknown = {name for names in NAMES.values() for name in names} - set(values(world, ""))
    assert unknown == set()


@pytest.mark.share
@pytest.mark.parametrize("who", VISITORS)
def test_everybody_gets_in_where_the_route_is_theirs_and_reads_no_more(world, who):
    enter, own_sheet, may_read = VISITORS[who]
    browser = enter(world)
    name = {"facilitator": "facilitator", "group 1": "first", "group 2": "second"}.get(who, "-")
    hidden = {
        word
        for part, words in world.words.items()
        for word in words
        if part not in may_read and not word.endswith(name)
    }
    faults, bodies = [], []
    for route, sheet, address in tries_of(world, who):
        if route == "workshop_leave":
            continue  # the room would be left
        answer = browser.get(address)
        kind = KINDS[route]
        may = kind == Kind.PUBLIC or (
            sheet == own_sheet if kind == Kind.SHEET else who in MAY[kind]
        )
        expected = {200, 405, 410} if may else {302, 403, 404, 405}
        leads_on = may and answer.get("Location", "").startswith(
            f"/workshops/room/{world.room.uid}/"
        )
        leads_on = leads_on and not answer["Location"].endswith("/door/")
        if answer.status_code not in expected and not leads_on:
            faults.append(f"{answer.status_code} {route} {sheet}")
        body = read(answer)
        faults += [f"{word} in {route} {sheet}" for word in hidden if word in body]
        bodies.append(body)
    assert faults == []
    if who == "focal point":  # the walk would notice: the same reading finds what is theirs
        assert {word for word in world.all_words() if word not in "".join(bodies)} == set()


@pytest.mark.share
@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_from_outside_changes_anything(world, who):
    browser = VISITORS[who][0](world)
    before = rows()
    item = items_of(world.assessment)[0].key
    sent = {
        "note": "stolen", "name": "stolen", "title": "stolen", "agenda": "stolen", item: "none",
        "items": item, "part": "answer", "reader": "secretariat", "counted": "yes",
        "share": str(Share.objects.first().pk), "email": "stolen@example.org", "base": "",
    }  # fmt: skip
    faults = []
    for route, sheet, address in tries_of(world, who):
        answer = browser.post(address, sent)
        if answer.status_code >= 500:
            faults.append(f"{answer.status_code} {route} {sheet}")
        if (after := rows()) != before:
            faults.append(f"{route} {sheet} changes something")
            before = after
    assert faults == []


@pytest.mark.parametrize("who", ["group 1", "group 2", "facilitator"])
def test_nobody_in_the_room_changes_what_others_write_or_what_is_the_focal_points(world, who):
    enter, own_sheet, _words = VISITORS[who]
    browser, before = enter(world), rows()
    sent = {"note": "stolen", world.item.key: "planned", "counted": "yes", "name": "stolen"}
    for route, sheet, address in tries(world):
        if KINDS[route] in (Kind.OWN, Kind.STATE, Kind.OFFICERS) or (
            KINDS[route] == Kind.SHEET and sheet != own_sheet
        ):
            browser.post(address, sent)
            assert rows() == before, (route, sheet)
