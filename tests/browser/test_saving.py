"""Nothing that a focal point types in the guided form is lost, whatever happens to the page."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP
from .pictures import take_picture
from .server import run_code

pytestmark = pytest.mark.browser
NAME, PASSWORD = "focal-point", "good practice portal"
DRAFTS = f"""
from django.contrib.auth import get_user_model
from django.urls import reverse
from practices.models import PracticePage
from submission import drafts
from tests.factories import state_page
person = get_user_model().objects.get(username="{NAME}")
for _number in range(20):
    page = drafts.begin(PracticePage, state_page("ke"), "Mobile clinics", person)
    print(reverse("submission_step", args=[page.pk, "basics"]))
"""
# What a broken connection or session, or a conflict in the editor, makes a page note: on purpose.
CAUSED = ("/autosave/", "/session/", "/edit/")
SUBMITTED = """
from tests.factories import PracticeFactory
from tests.people import FILLED, focal_point, submitted
print(submitted(PracticeFactory(publish=False, **FILLED), focal_point("ke")).pk)
"""


@pytest.fixture(scope="module")
def server_folder(empty_server_folder):
    return empty_server_folder


@pytest.fixture(scope="module")
def server(empty_server):
    return empty_server


@pytest.fixture(scope="module")
def entered(browser, server):
    """What a browser keeps of a focal point who has signed in; no test signs them out for good."""
    with browser.new_context(base_url=server) as context:
        page = context.new_page()
        page.goto("/submit/")
        enter(page)
        return context.storage_state()


@pytest.fixture
def focal(open_page, watch, entered):
    watch.tolerate(*CAUSED)
    return open_page(**DESKTOP, storage_state=entered)


@pytest.fixture
def colleague(signed_in):
    """Another focal point of the same State."""
    return signed_in("focal_point", "ke")


def enter(page):
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/submit/**")


@pytest.fixture(scope="module")
def drafts(server, server_folder):
    """Addresses of drafts, one for each test that asks for the next."""
    return (f"{server}{path}" for path in run_code(server_folder, DRAFTS).split())


@pytest.fixture
def draft(focal, drafts):
    """The address of the first step of a new draft, open in the window of the focal point."""
    address = next(drafts)
    focal.goto(address)
    return address


def summary(page):
    return page.locator("textarea[name=summary]")


def institution(page):
    return page.locator("[name=institution]")


def newest_version(folder):
    """What the last save of any page holds."""
    with sqlite3.connect(folder / "db.sqlite3") as database:
        query = "SELECT content FROM wagtailcore_revision ORDER BY id DESC"
        return database.execute(query).fetchone()[0]


def type_at_end(field, words):
    """With keys, as a person does: a page may ask about leaving only after these."""
    field.press("Control+End")
    field.press_sequentially(words)


def saved(page):
    expect(page.locator("#saved[data-state=saved]")).to_contain_text("Saved at")


def says(page, words):
    expect(page.locator("#saved")).to_contain_text(words)


def reads(page, address, field, text):
    page.goto(address)
    expect(field(page)).to_have_value(text)


def arrived_or_offered(page, field, text):
    """Sent while the page closed, or kept in the browser and offered: never gone."""
    offer = page.locator(".kept li", has_text=text).get_by_role("button", name="Use")
    stored = page.locator(f'[name="{field.get_attribute("name")}"]').filter(has_text=text)
    expect(offer.or_(stored).or_(page.locator(f'input[value="{text}"]'))).to_be_visible()
    if offer.is_visible():
        offer.click()
    expect(field).to_have_value(text)


def sign_out_behind_the_back(page):
    page.context.clear_cookies(name="sessionid")


def test_signed_out_while_typing(focal, draft, open_page):
    sign_out_behind_the_back(focal)
    type_at_end(summary(focal), "Nurses in a van.")
    focal.get_by_role("button", name="Save and continue").click()
    says(focal, "You were signed out")
    expect(summary(focal)).to_have_value("Nurses in a van.")
    expect(focal.locator("form form, #saved input[type=password]")).to_have_count(0)
    take_picture(focal, "saving-signed-out", full_page=True)
    focal.locator("#saved").get_by_role("link", name="Sign in").click()
    enter(focal)
    expect(summary(focal)).to_have_value("Nurses in a van.")
    saved(focal)
    says(focal, "before you signed in again")
    other_browser = open_page(**DESKTOP)
    other_browser.goto(draft)
    enter(other_browser)
    expect(summary(other_browser)).to_have_value("Nurses in a van.")


def test_signed_out_and_in_again_in_another_tab(focal, draft):
    sign_out_behind_the_back(focal)
    summary(focal).fill("Still here.")
    says(focal, "You were signed out")
    tab = focal.context.new_page()
    tab.goto("/submit/")
    enter(tab)
    focal.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(focal)  # with a new token: signing in has changed it
    reads(tab, draft, summary, "Still here.")


def test_what_is_kept_is_shown_to_nobody_else(focal, draft, colleague):
    sign_out_behind_the_back(focal)
    summary(focal).fill("For my eyes.")
    says(focal, "You were signed out")
    cookies = colleague.context.cookies()
    focal.context.add_cookies([c for c in cookies if c["name"] == "sessionid"])
    focal.evaluate("window.dispatchEvent(new Event('focus'))")
    says(focal, "someone else has signed in")
    tab = focal.context.new_page()
    tab.goto(draft)
    expect(summary(tab)).to_have_value("")
    expect(tab.locator(".kept")).to_have_count(0)


def test_without_a_connection(focal, draft):
    focal.context.set_offline(True)
    summary(focal).fill("Written on a train.")
    says(focal, "no connection")
    focal.get_by_role("button", name="Save and continue").click()
    expect(summary(focal)).to_have_value("Written on a train.")
    focal.context.set_offline(False)
    saved(focal)
    reads(focal, draft, summary, "Written on a train.")


def test_a_server_that_fails_and_a_token_that_no_longer_holds(focal, draft):
    focal.route("**/autosave/", lambda route: route.fulfill(status=503, body="down"))
    summary(focal).fill("Kept.")
    says(focal, "does not answer")
    focal.unroute("**/autosave/")
    focal.context.clear_cookies(name="csrftoken")
    focal.get_by_role("button", name="Save and continue").click()
    focal.wait_for_url("**/done/")
    reads(focal, draft, summary, "Kept.")


def test_an_answer_that_was_lost_makes_no_conflict(focal, draft):
    def lose(route):
        route.fetch()
        route.abort()

    focal.route("**/autosave/", lose)
    summary(focal).fill("First.")
    says(focal, "does not answer")
    focal.unroute("**/autosave/")
    summary(focal).fill("First. Second.")
    saved(focal)
    reads(focal, draft, summary, "First. Second.")


def test_leaving_at_once_by_a_link(focal, draft):
    type_at_end(summary(focal), "Quick.")
    focal.get_by_role("navigation", name="Steps").get_by_role("link", name="Contact").click()
    focal.wait_for_url("**/contact/")
    type_at_end(focal.locator("[name=contact_name]"), "Wanjiru")
    focal.go_back()
    focal.wait_for_url("**/basics/")
    expect(summary(focal)).to_have_value("Quick.")
    focal.goto(draft.replace("basics", "contact"))
    arrived_or_offered(focal, focal.locator("[name=contact_name]"), "Wanjiru")


def test_closing_the_tab_at_once(focal, draft):
    tab = focal.context.new_page()
    tab.goto(draft)
    type_at_end(summary(tab), "Closed.")
    tab.close(run_before_unload=True)
    focal.goto(draft)
    arrived_or_offered(focal, summary(focal), "Closed.")


def test_words_kept_by_a_closed_tab_are_offered(focal, draft):
    tab = focal.context.new_page()
    tab.goto(draft)
    tab.context.set_offline(True)
    summary(tab).fill("From the train.")
    institution(tab).fill("Ministry of Trains")
    says(tab, "no connection")
    # A request that outlives its page is not held back: it would arrive as if there were a line.
    tab.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")
    tab.close()
    focal.context.set_offline(False)
    focal.goto(draft)
    offer = focal.locator(".kept")
    expect(offer).to_contain_text("This browser kept words the portal does not have yet")
    take_picture(focal, "saving-offer", full_page=True)
    offer.locator("li", has_text="From the train.").get_by_role("button", name="Use").click()
    saved(focal)
    offer.locator("li", has_text="Ministry of Trains").get_by_role("button", name="Discard").click()
    expect(offer).to_have_count(0)
    reads(focal, draft, summary, "From the train.")
    expect(institution(focal)).to_have_value("")
    expect(focal.locator(".kept")).to_have_count(0)


def test_two_tabs_of_one_person(focal, draft):
    tab = focal.context.new_page()
    tab.goto(draft)
    institution(tab).fill("Ministry of Health")
    saved(tab)
    summary(focal).fill("From the older tab.")
    saved(focal)
    says(focal, "Implementing body")  # changed elsewhere, and left as it is there
    reads(tab, draft, summary, "From the older tab.")
    expect(institution(tab)).to_have_value("Ministry of Health")


def test_two_focal_points_on_one_field(focal, draft, colleague):
    colleague.goto(draft)
    summary(colleague).fill("From a colleague.")
    institution(focal).fill("Ministry of Health")
    saved(colleague)
    saved(focal)
    summary(focal).fill("Mine.")
    says(focal, "Not everything is saved")
    conflict = focal.locator(".conflict")
    expect(conflict).to_contain_text("From a colleague.")
    focal.get_by_role("button", name="Save and continue").click()
    expect(focal.get_by_role("alert")).to_contain_text("Someone else has changed the same part")
    expect(summary(focal)).to_have_value("Mine.")
    take_picture(focal, "saving-conflict", full_page=True)
    reads(colleague, draft, summary, "From a colleague.")
    conflict.get_by_label("Take the version shown here").check()
    expect(summary(focal)).to_have_value("From a colleague.")
    conflict.get_by_label("Keep mine").check()
    summary(focal).fill("Both of ours.")
    focal.get_by_role("button", name="Save and continue").click()
    focal.wait_for_url("**/done/")
    reads(colleague, draft, summary, "Both of ours.")


def test_going_back_to_an_older_page(focal, draft, colleague):
    summary(focal).fill("Mine.")
    focal.get_by_role("button", name="Save and continue").click()
    focal.wait_for_url("**/done/")
    colleague.goto(draft)
    summary(colleague).fill("From a colleague.")
    saved(colleague)
    focal.go_back()
    institution(focal).fill("Ministry of Health")
    expect(focal.locator("#saved")).to_have_attribute("data-state", re.compile("saved|conflict"))
    reads(colleague, draft, summary, "From a colleague.")
    expect(institution(colleague)).to_have_value("Ministry of Health")


def test_words_for_a_file_stay_when_it_cannot_be_sent(focal, draft):
    focal.goto(draft.replace("basics", "material"))
    focal.locator("summary", has_text="Add a link").click()
    adder = focal.locator("details[open]")
    adder.get_by_label("Title of the link").fill("The study")
    sign_out_behind_the_back(focal)
    adder.locator("button[type=submit]").click()
    expect(adder.get_by_role("alert")).to_contain_text("You were signed out")
    adder.get_by_role("link", name="Sign in").click()
    enter(focal)
    expect(focal.get_by_label("Title of the link")).to_have_value("The study")


def test_without_a_script_what_was_sent_comes_back_after_signing_in(without_javascript, draft):
    page = without_javascript
    page.goto(draft)
    enter(page)
    sign_out_behind_the_back(page)
    summary(page).fill("No script.")
    page.get_by_role("button", name="Save and continue").click()
    enter(page)
    page.wait_for_url("**/done/")
    reads(page, draft, summary, "No script.")
    summary(page).fill("Token gone.")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("not saved yet")
    expect(summary(page)).to_have_value("Token gone.")
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/done/")
    reads(page, draft, summary, "Token gone.")


def test_two_officers_on_one_field_in_the_full_editor(signed_in, watch, server_folder):
    watch.tolerate(*CAUSED)
    editor = f"/admin/pages/{run_code(server_folder, SUBMITTED).split()[-1]}/edit/"
    first, second = signed_in("officer"), signed_in("officer")
    first.goto(editor)
    second.goto(editor)
    summary(second).fill("From the second officer.")
    second.get_by_role("button", name="Save draft").click()
    expect(second.get_by_text("has been updated").first).to_be_visible()
    summary(first).fill("From the first officer.")
    first.get_by_role("button", name="Save draft").click()
    box = first.locator(".conflicts")
    expect(box).to_contain_text("From the second officer.")
    expect(summary(first)).to_have_value("From the first officer.")
    take_picture(first, "saving-editor-conflict")
    assert "From the second officer." in newest_version(server_folder)
    box.get_by_label("Save mine").check()
    first.get_by_role("button", name="Save draft").click()
    expect(box).to_have_count(0)
    assert "From the first officer." in newest_version(server_folder)


def test_every_version_stays_in_the_history(server_folder):
    """Whatever the tests above replaced by choice is still there."""
    with sqlite3.connect(server_folder / "db.sqlite3") as database:
        rows = database.execute("SELECT content FROM wagtailcore_revision").fetchall()
    assert any("From a colleague." in content for (content,) in rows)
