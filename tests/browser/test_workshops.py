"""The exercise of a workshop in real browsers: a phone, two groups and a facilitator at once."""

import json

import pytest
from playwright.sync_api import expect

from .axe import axe_faults, load_axe
from .conftest import DESKTOP, NARROW, PHONE
from .server import run_code

pytestmark = pytest.mark.browser
MADE = """
import json
from django.urls import reverse
from tests.workshops.made import Made, link
made = Made()
place = [made.room.uid, made.assessment.pk]
item = lambda sheet: reverse("workshop_item", args=[*place, sheet, made.item.key])
print(json.dumps({
    "links": [link(email) for email in (made.first, made.second, made.facilitator)],
    "items": [item(sheet) for sheet in ("1", "2", "agreed")],
    "room": reverse("workshop_room", args=place[:1]),
    "door": reverse("workshop_door", args=place[:1]),
    "assessment": reverse("workshop_assessment", args=place),
    "chapter": reverse("workshop_chapter", args=[*place, "agreed", 1]),
    "own": reverse("own_workshop", args=[made.room.workshop_id]),
}))
"""


@pytest.fixture(scope="module")
def server_folder(empty_server_folder):
    return empty_server_folder


@pytest.fixture(scope="module")
def server(empty_server):
    return empty_server


@pytest.fixture
def made(server, server_folder):
    return json.loads(run_code(server_folder, MADE))


def enter(page, link):
    page.goto(link)
    page.get_by_role("button", name="Enter the room").click()
    expect(page.get_by_role("heading", level=1, name="Room of the workshop")).to_be_visible()
    return page


def saved(page):
    expect(page.locator("#saved")).to_contain_text("Saved at")


def say(page, status, note):
    page.get_by_label(status, exact=True).check()
    page.get_by_label("Note (optional)").fill(note)
    saved(page)


def test_two_groups_and_a_facilitator_work_at_once(open_page, made):
    pages = [open_page(**options) for options in (PHONE, DESKTOP, DESKTOP)]
    for page, link, item in zip(pages, made["links"], made["items"], strict=True):
        enter(page, link)
        page.goto(item)
    one, two, facilitator = pages
    say(one, "Nothing yet", "of the first group")
    say(two, "In place", "of the second group")
    facilitator.reload()
    for words in ("of the first group", "of the second group"):
        expect(facilitator.get_by_text(words)).to_be_visible()
    say(facilitator, "Partly in place", "agreed by both")
    facilitator.goto(made["chapter"])
    expect(facilitator.get_by_text("Groups differ")).to_be_visible()
    one.get_by_role("button", name="Save and continue").click()
    one.wait_for_url(lambda url: not url.endswith(made["items"][0]))
    one.goto(made["items"][0])
    expect(one.get_by_label("Note (optional)")).to_have_value("of the first group")


def test_what_is_typed_while_the_line_is_down_is_saved_when_it_is_back(open_page, made, watch):
    watch.tolerate("/autosave/")
    page = enter(open_page(**PHONE), made["links"][0])
    page.goto(made["items"][0])
    page.context.set_offline(True)
    page.get_by_label("Note (optional)").fill("typed in the cellar")
    expect(page.locator("#saved")).to_contain_text("there is no connection")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(page.get_by_label("Note (optional)")).to_have_value("typed in the cellar")


def test_without_javascript_the_form_saves_and_goes_on(open_page, made):
    page = enter(open_page(**PHONE, java_script_enabled=False), made["links"][0])
    page.goto(made["items"][0])
    page.get_by_label("Planned", exact=True).check()
    page.get_by_role("button", name="Save and return to the chapter").click()
    answered = page.locator("select").first
    expect(answered).to_have_value("planned")
    answered.select_option("none")
    page.get_by_role("button", name="Save and return to all chapters").click()
    expect(page.get_by_role("heading", level=1, name="zztitle")).to_be_visible()


@pytest.mark.parametrize("options", [PHONE, NARROW], ids=["phone", "narrow"])
def test_pages_have_no_fault_that_axe_finds_and_nothing_sticks_out(
    open_page, signed_in, made, options
):
    leader = signed_in("focal_point", "ke", **options)
    own = [made["own"] + part for part in ("", "groups/", "people/", "assessment/")]
    inside = [made["room"], made["assessment"], made["chapter"], made["items"][2]]
    others = ["/submit/workshops/", "/submit/workshops/new/", "/workshops/", made["door"]]
    faults = look_at(leader, [*own, *inside, *others])
    member = open_page(**options)
    member.goto(made["links"][1])
    load_axe(member)
    faults += axe_faults(member)
    member.get_by_role("button", name="Enter the room").click()
    faults += look_at(member, [made["room"], made["items"][1], f"/ar{made['assessment']}"])
    assert faults == []


def look_at(page, addresses):
    found = []
    for address in addresses:
        page.goto(address)
        load_axe(page)
        found += [f"{address} {fault}" for fault in axe_faults(page)]
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{address} sticks out by {width}"] if width > 0 else []
    return found
