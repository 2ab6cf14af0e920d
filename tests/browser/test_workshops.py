"""The exercise of a workshop in real browsers: phones, groups and a facilitator at once."""

import io
import json

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.nightly import nightly

from .axe import axe_faults, load_axe
from .conftest import DESKTOP, NARROW, PHONE
from .server import run_code

pytestmark = pytest.mark.browser
ALL = (PHONE, DESKTOP, DESKTOP)
MADE = """
import json
from django.urls import reverse
from tests.workshops.made import Made, link
made = Made()
third = made.invite("third", "member", made.group("three"))
colleague = made.invite("fourth", "member", made.one)
place = [made.room.uid, made.assessment.pk]
item = lambda sheet: reverse("workshop_item", args=[*place, sheet, made.item.key])
print(json.dumps({
    "links": [link(email) for email in (made.first, made.second, made.facilitator)],
    "third": link(third),
    "colleague": link(colleague),
    "chapters": [reverse("workshop_chapter", args=[*place, sheet, 1]) for sheet in "123"],
    "paper": reverse("workshop_paper", args=[*place, "1"]),
    "form": reverse("workshop_paper_form", args=[*place, "1", "xlsx"]),
    "keys": [each.key for each in made.items[:3]],
    "items": [item(sheet) for sheet in ("1", "2", "agreed")],
    "room": reverse("workshop_room", args=place[:1]),
    "door": reverse("workshop_door", args=place[:1]),
    "assessment": reverse("workshop_assessment", args=place),
    "chapter": reverse("workshop_chapter", args=[*place, "agreed", 1]),
    "own": reverse("own_workshop", args=[made.room.workshop_id]),
}))
"""

ANOTHER_LINK = """
from tests.workshops.made import link
from workshops.entry import links
from workshops.models import Participant
person = next(each for each in Participant.objects.order_by("-pk") if "first" in each.data["name"])
links.send(person)
print(link(person.data["email"]))
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


@pytest.mark.nightly
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


def field(page, made, number, name):
    """Of an item of a chapter; its part of the page is unfolded."""
    place = f"{made['keys'][number]}.{name}"
    page.locator(f'section[id="{made["keys"][number]}"] summary').first.evaluate(
        "summary => { summary.parentElement.open = true; }"
    )
    return page.locator(f'[name="{place}"]')


def without_a_line(page):
    expect(page.locator("#saved")).to_contain_text("there is no connection")


def kept(page):
    """What the browser keeps of anybody."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('portal-kept'))")


def test_one_group_works_without_a_line_while_others_write_and_nothing_is_lost(
    open_page, made, watch
):
    watch.tolerate("/autosave/")
    links = [*made["links"][:2], made["third"]]
    groups = [enter(open_page(**options), link) for options, link in zip(ALL, links, strict=True)]
    for page, chapter in zip(groups, made["chapters"], strict=True):
        page.goto(chapter)
    one, two, three = groups
    one.context.set_offline(True)
    field(one, made, 0, "status").select_option("none")
    field(one, made, 0, "note").fill("from the cellar")
    field(one, made, 1, "evidence").fill("law of 2020")  # on to the next item, without a page
    field(one, made, 2, "status").select_option("planned")
    without_a_line(one)
    for page, status in ((two, "in_place"), (three, "partly")):
        field(page, made, 0, "status").select_option(status)
        saved(page)
    colleague = enter(open_page(**DESKTOP), made["colleague"])
    colleague.goto(made["chapters"][0])
    field(colleague, made, 0, "note").fill("from upstairs")
    field(colleague, made, 0, "lead").fill("Ministry of Health")
    saved(colleague)

    one.context.set_offline(False)
    expect(one.locator("#saved")).to_contain_text("Not everything is saved")
    conflict = one.locator(".conflict")
    expect(conflict).to_contain_text("from upstairs")
    expect(field(one, made, 0, "note")).to_have_value("from the cellar")
    conflict.get_by_label("Keep mine").check()
    field(one, made, 0, "note").fill("from both")
    saved(one)
    assert kept(one) == []
    expect(field(one, made, 0, "lead")).to_have_value("Ministry of Health")  # without a reload
    colleague.reload()
    for number, name, value in (
        (0, "status", "none"),
        (0, "note", "from both"),
        (0, "lead", "Ministry of Health"),
        (1, "evidence", "law of 2020"),
        (2, "status", "planned"),
    ):
        expect(field(colleague, made, number, name)).to_have_value(value)

    leader = enter(open_page(**DESKTOP), made["links"][2])
    leader.goto(made["chapter"])
    first = leader.locator(f'section[id="{made["keys"][0]}"]')
    expect(first).to_contain_text("Groups differ")
    for said in ("zzgroupone: Nothing yet", "zzgrouptwo: In place", "zzgroupthree: Partly"):
        expect(first).to_contain_text(said)
    first.get_by_text("What the groups say").click()
    expect(first.get_by_text("from both")).to_be_visible()
    field(leader, made, 0, "status").select_option("partly")
    saved(leader)
    leader.goto(made["assessment"])
    expect(leader.get_by_role("row").filter(has_text="1.").first).to_contain_text("1 of ")


def test_what_the_browser_keeps_is_offered_to_the_same_person_alone(
    open_page, made, watch, server_folder
):
    watch.tolerate("/autosave/")
    page = enter(open_page(**PHONE), made["links"][0])
    page.goto(made["chapters"][0])
    page.context.set_offline(True)
    field(page, made, 1, "note").fill("typed before the battery died")
    without_a_line(page)
    # A request that outlives its page is not held back: it would arrive as if there were a line.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")
    page.close()
    context = page.context
    context.set_offline(False)
    other = enter(context.new_page(), made["colleague"])
    other.goto(made["chapters"][0])
    expect(field(other, made, 1, "note")).to_have_value("")
    expect(other.locator(".kept")).to_have_count(0)
    again = enter(context.new_page(), run_code(server_folder, ANOTHER_LINK).strip())
    again.goto(made["chapters"][0])
    offer = again.locator(".kept")
    expect(offer.locator("h3")).to_contain_text(": Note")  # with the item before it
    offer.get_by_role("button", name="Use what was kept").click()
    saved(again)
    expect(field(again, made, 1, "note")).to_have_value("typed before the battery died")
    assert kept(again) == []


def test_whoever_leaves_the_room_leaves_no_word_in_the_browser(open_page, made, watch):
    watch.tolerate("/autosave/", "/session/")
    page = enter(open_page(**PHONE), made["links"][0])
    page.goto(made["chapters"][0])
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    leave = page.get_by_role("button", name="Leave the room")
    page.context.set_offline(True)
    field(page, made, 0, "note").fill("nobody else reads this")
    without_a_line(page)
    leave.click()
    expect(page.get_by_text("You are still in the room: there is no connection.")).to_be_visible()
    assert len(kept(page)) == 1
    page.route("**/autosave/", lambda route: route.fulfill(status=503, body="down"))
    page.context.set_offline(False)
    leave.click()
    page.wait_for_url("**/door/")
    assert all("Leaving the room deletes them" in message for message in asked)
    assert len(asked) == 2
    assert kept(page) == []


def test_a_form_that_was_filled_in_elsewhere_comes_back(open_page, made):
    page = enter(open_page(**PHONE), made["links"][0])
    page.goto(made["paper"])
    load_axe(page)
    faults = axe_faults(page)
    book = load_workbook(io.BytesIO(page.request.get(made["form"]).body()))
    book.active["C5"], book.active["E5"], book.active["C6"] = "Planned", "law of 2020", "nearly"
    file = io.BytesIO()
    book.save(file)
    sent = {"name": "form.xlsx", "mimeType": "application/zip", "buffer": file.getvalue()}
    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="What the file would change")).to_be_visible()
    expect(page.get_by_text("C6: “nearly” is not in the list.")).to_be_visible()
    load_axe(page)
    assert faults + axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The answers of the form are saved.")).to_be_visible()
    assert kept(page) == []
    page.goto(made["chapters"][0])
    expect(field(page, made, 0, "status")).to_have_value("planned")
    expect(field(page, made, 0, "evidence")).to_have_value("law of 2020")


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


@pytest.mark.parametrize("options", [NARROW, *nightly(PHONE)], ids=["narrow", "phone"])
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
    pages = [made["room"], made["items"][1], made["chapters"][1], f"/ar{made['assessment']}"]
    faults += look_at(member, pages, colours=True)
    assert faults == []


def look_at(page, addresses, colours=False):
    found = []
    for address in addresses:
        page.goto(address)
        load_axe(page)
        found += [f"{address} {fault}" for fault in axe_faults(page, colours)]
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{address} sticks out by {width}"] if width > 0 else []
    return found
