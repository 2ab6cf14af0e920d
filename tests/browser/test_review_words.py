"""Nothing that an officer writes on the review page is lost, and nobody else sees it."""

import pytest
from playwright.sync_api import expect

from .pictures import take_picture
from .server import run_code

pytestmark = pytest.mark.browser
CAUSED = ("/session/", "/decide/", "/review/")  # what a session that has ended makes a page note
SUBMITTED = """
import os
from tests import people
from tests.factories import PracticeFactory
page = PracticeFactory(publish=False, slug=f"text-{os.getpid()}", **people.FILLED)
print(people.submitted(page, people.focal_point("ke")).pk)
"""
CHANGED_BY_THE_STATE = """
from practices.models import PracticePage
from tests.people import cleared
page = PracticePage.objects.get(pk={pk})
draft = page.get_latest_revision_as_object()
draft.summary = "Other words of the State."
cleared(draft, draft.latest_revision.user)
"""
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('portal-kept:')).length"


@pytest.fixture(scope="module")
def server_folder(empty_server_folder):
    return empty_server_folder


@pytest.fixture(scope="module")
def server(empty_server):
    return empty_server


@pytest.fixture
def officer(signed_in, watch):
    """A window in which an officer is signed in; knows the cookie of the session."""
    watch.tolerate(*CAUSED)
    page = signed_in("officer")
    page.session = page.context.cookies()[0]
    return page


@pytest.fixture
def submission(server_folder):
    return int(run_code(server_folder, SUBMITTED).split()[-1])


@pytest.fixture
def address(submission):
    return f"/admin/secretariat/review/{submission}/"


def write(page):
    page.get_by_label("Message to the State").fill("Say how many people.")
    page.locator(".review-criterion select").first.select_option("met")
    page.locator(".review-criterion input").first.fill("See the second chapter.")


def expect_written(page):
    expect(page.get_by_label("Message to the State")).to_have_value("Say how many people.")
    expect(page.locator(".review-criterion select").first).to_have_value("met")
    expect(page.locator(".review-criterion input").first).to_have_value("See the second chapter.")


def ask_for_changes(page):
    page.get_by_role("button", name="Ask for changes").click()


def sign_out_behind_the_back(page):
    page.context.clear_cookies(name="sessionid")


def test_a_decision_and_a_comment_survive_the_end_of_the_session(officer, address):
    officer.goto(address)
    part = officer.locator("#part-summary")
    part.locator("summary").click()
    part.get_by_label("Your comment to the State").fill("How many markets?")
    write(officer)
    sign_out_behind_the_back(officer)
    ask_for_changes(officer)
    alert = officer.locator("#decision [role=alert]")
    expect(alert).to_contain_text("You were signed out, and nothing was sent")
    expect_written(officer)
    take_picture(officer, "review-signed-out")
    alert.get_by_role("link", name="Sign in").click()
    officer.wait_for_url("**/login/**")
    officer.context.add_cookies([officer.session])
    officer.goto(address)
    expect_written(officer)
    expect(officer.locator("#decision [role=alert]")).to_contain_text("It is back in the form")
    take_picture(officer, "review-put-back")
    expect(part.get_by_label("Your comment to the State")).to_have_value("How many markets?")
    part.get_by_role("button", name="Add comment").click()
    expect(officer.locator(".review-comment", has_text="How many markets?")).to_be_visible()
    expect(part.get_by_label("Your comment to the State")).to_have_value("")
    expect_written(officer)
    ask_for_changes(officer)
    officer.wait_for_url("**/queue/")
    expect(officer.get_by_text("You asked for changes")).to_be_visible()
    officer.wait_for_function(f"{KEPT} === 0")


def test_what_an_officer_wrote_is_shown_to_nobody_else(officer, address, signed_in):
    officer.goto(address)
    write(officer)
    sign_out_behind_the_back(officer)
    ask_for_changes(officer)
    expect(officer.locator("#decision [role=alert]")).to_contain_text("signed out")
    officer.context.add_cookies(signed_in("officer").context.cookies())
    ask_for_changes(officer)
    expect(officer.locator("#decision [role=alert]")).to_contain_text("someone else")
    other = officer.context.new_page()
    other.goto(address)
    officer.close()
    expect(other.locator("#decision")).to_be_visible()
    other.wait_for_load_state("networkidle")
    expect(other.get_by_label("Message to the State")).to_have_value("")
    expect(other.locator("[data-guard]")).to_have_count(0)
    other.context.add_cookies([officer.session])
    other.goto(address)
    expect_written(other)


def test_words_about_an_older_text_come_back_with_a_warning(
    officer, address, submission, server_folder
):
    officer.goto(address)
    write(officer)
    tab = officer.context.new_page()
    officer.close()
    run_code(server_folder, CHANGED_BY_THE_STATE.format(pk=submission))
    tab.goto(address)
    expect_written(tab)
    expect(tab.locator("#decision [role=alert]")).to_contain_text("The text has changed since")


def test_a_decision_that_comes_too_late_stays_kept(officer, address, submission, server_folder):
    """The answer holds the words; they outlive the window, because nothing was decided."""
    officer.goto(address)
    write(officer)
    run_code(server_folder, CHANGED_BY_THE_STATE.format(pk=submission))
    ask_for_changes(officer)
    expect(officer.get_by_text("Your decision was not recorded")).to_be_visible()
    expect_written(officer)
    tab = officer.context.new_page()
    officer.close()
    tab.goto(address)
    expect_written(tab)
