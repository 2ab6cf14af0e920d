"""From the invitation to the public page and back, with three people in real browsers."""

import re
import sqlite3
import time

import pytest
from playwright.sync_api import expect

from .axe import axe_faults, load_axe
from .conftest import DESKTOP, PHONE
from .pictures import take_picture
from .server import run_in, running_server
from .watch import Watch

pytestmark = pytest.mark.browser
PASSWORD = "a long sentence of a password"
EMAIL = "focal@example.org"
TITLE = "Mobile clinics in Kisumu"
SECONDS = 5  # within which a change must be seen by everybody
OFFICERS = f"""
from django.contrib.auth import get_user_model
from accounts.roles import secretariat_group
for name in ("amina", "bruno"):
    user = get_user_model().objects.create_user(name, f"{{name}}@example.org", "{PASSWORD}")
    user.groups.add(secretariat_group())
"""


@pytest.fixture
def portal(tmp_path):
    """A server of its own, because this test writes; its only content is the page tree."""
    with running_server(tmp_path, content="prepare_portal") as address:
        run_in(tmp_path, "shell", "-c", OFFICERS)
        yield address


@pytest.fixture
def enter(browser, portal):
    """Opens the portal for one more person."""
    contexts, watches = [], []

    def enter(name=None, **options):
        context = browser.new_context(base_url=portal, **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        watches.append(Watch(portal))
        watches[-1].over(context)
        page = context.new_page()
        if name:
            sign_in(page, name)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []


def sign_in(page, name):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def invite(first, second):
    """One officer proposes the invitation, another sends it."""
    first.goto("/admin/secretariat/focal-points/")
    first.get_by_label("Email address").fill(EMAIL)
    first.get_by_label("Member State").select_option(label="Kenya")
    first.get_by_label("Office").fill("Ministry of Health")
    first.get_by_role("button", name="Propose the invitation").click()
    expect(first.get_by_text("another officer has to apply it").first).to_be_visible()
    expect(first.get_by_role("button", name="Apply")).to_have_count(0)
    expect_no_axe_faults(first)
    second.goto("/admin/")
    second.get_by_role("link", name="proposal waits for an officer").click()
    expect_no_axe_faults(second)
    take_picture(second, "proposals", full_page=True)
    second.get_by_role("link", name=EMAIL).click()
    expect(
        second.get_by_text("can write, clear, submit and withdraw texts of Kenya")
    ).to_be_visible()
    expect_no_axe_faults(second)
    take_picture(second, "proposal", full_page=True)
    second.set_viewport_size(PHONE["viewport"])
    assert second.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    take_picture(second, "proposal-phone", full_page=True)
    second.set_viewport_size(DESKTOP["viewport"])
    second.get_by_role("button", name="Apply").click()
    expect(second.get_by_text("No proposal is waiting.")).to_be_visible()


def expect_no_axe_faults(page):
    load_axe(page)
    assert axe_faults(page, colours=False) == []


def link_in_mail(folder):
    """Where the newest mail to the focal point leads, from the outbox itself."""
    with sqlite3.connect(folder / "db.sqlite3") as database:
        query = 'SELECT body FROM mail_message WHERE "to" = ? ORDER BY id DESC'
        (body,) = database.execute(query, [EMAIL]).fetchone()
    return re.search(r"https?://[^/]+(/submit/\S+)", body)[1]


def accept(focal, link):
    focal.goto(link)
    focal.get_by_label("First name").fill("Wanjiru")
    focal.get_by_label("Last name").fill("Kamau")
    focal.get_by_label("Password").fill(PASSWORD)
    take_picture(focal, "clearance-invitation", full_page=True)
    focal.locator("main button[type=submit]").click()
    expect(focal.get_by_text("Welcome.")).to_be_visible()


def go_on(focal):
    focal.get_by_role("button", name="Save and continue").click()


def write(focal):
    focal.get_by_role("link", name="Share a practice or strategy").click()
    take_picture(focal, "clearance-start", full_page=True)
    focal.get_by_label("A good practice").check()
    focal.get_by_label("Title").fill(TITLE)
    focal.get_by_role("button", name="Begin").click()
    focal.get_by_label("Summary").fill("A van visits six markets a week.")
    go_on(focal)
    focal.get_by_label("What was done").fill("We bought a van.\n\n- two nurses\n- one driver")
    go_on(focal)
    go_on(focal)
    focal.get_by_role("checkbox", name="Demand reduction").first.check()
    go_on(focal)
    attach(focal)
    focal.get_by_label("Contact", exact=False).first.fill("Wanjiru Kamau")
    focal.get_by_label("Email of the contact").fill(EMAIL)
    go_on(focal)


def attach(focal):
    focal.locator("summary", has_text="Add a file").click()
    adder = focal.locator("details[open]")
    adder.get_by_label("Title of the file").fill("Routes")
    file = {"name": "routes.txt", "mimeType": "text/plain", "buffer": b"Monday: Kibuye"}
    adder.get_by_label("File", exact=True).set_input_files(file)
    adder.locator("button[type=submit]").click()
    expect(focal.get_by_role("link", name="Routes")).to_be_visible()
    take_picture(focal, "clearance-material", full_page=True)
    focal.get_by_role("link", name="Continue").click()


def clear(focal):
    focal.get_by_role("checkbox", name="We clear this text").check()
    take_picture(focal, "clearance-check", full_page=True)
    focal.get_by_role("button", name="Clear and submit").click()
    expect(focal.get_by_role("heading", name="Submitted")).to_be_visible()
    take_picture(focal, "clearance-submitted", full_page=True)


def open_review(officer):
    officer.goto("/admin/secretariat/queue/")
    take_picture(officer, "clearance-queue", full_page=True)
    officer.get_by_role("link", name=TITLE, exact=True).click()
    officer.wait_for_load_state()


def decide(officer, button, comment=""):
    """On the review page; the last decision leaves the queue empty, so it leads there."""
    open_review(officer)
    expect(officer.frame_locator("iframe").get_by_role("heading", name=TITLE)).to_be_visible()
    take_picture(officer, "clearance-review", full_page=True)
    if comment:
        officer.get_by_label("Message to the State").fill(comment)
    officer.get_by_role("button", name=button, exact=True).click()
    officer.wait_for_url("**/secretariat/queue/")


def remark(officer):
    """A comment on a part of the text, which the State reads beside it."""
    open_review(officer)
    part = officer.locator("#part-summary")
    part.locator("summary").click()
    part.get_by_label("Your comment to the State").fill("How many markets in a month?")
    part.get_by_role("button", name="Add comment").click()
    expect(officer.get_by_text("How many markets in a month?")).to_be_visible()


def change(focal):
    focal.goto("/submit/")
    expect(focal.get_by_text("Say how many people.")).to_be_visible()
    take_picture(focal, "clearance-asked", full_page=True)
    focal.get_by_role("link", name=TITLE).click()
    focal.get_by_role("link", name="Continue writing").click()
    expect(focal.get_by_text("How many markets in a month?")).to_be_visible()
    focal.get_by_label("Summary").fill("A van visits six markets a week and sees 900 people.")
    go_on(focal)
    focal.get_by_role("link", name="Check and clear").first.click()


def within_seconds(condition):
    """Whether it comes true in time; the page is asked anew each time, as a visitor would."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if condition():
            return True
    return condition()


def is_found(visitor):
    visitor.goto("/search/?q=kisumu")
    return visitor.get_by_role("link", name=TITLE).count() > 0


def status(visitor, address):
    return visitor.request.get(address).status


def test_from_the_invitation_to_the_public_page_and_back(enter, tmp_path):
    amina, bruno = enter("amina", **DESKTOP), enter("bruno", **DESKTOP)
    focal, visitor = enter(**PHONE), enter(**DESKTOP)
    invite(amina, bruno)
    accept(focal, link_in_mail(tmp_path))
    write(focal)
    clear(focal)
    assert not is_found(visitor)
    remark(amina)
    decide(amina, "Ask for changes", "Say how many people.")
    change(focal)
    clear(focal)
    decide(amina, "Approve")
    assert not is_found(visitor)
    decide(bruno, "Approve")

    assert within_seconds(lambda: is_found(visitor))
    visitor.get_by_role("link", name=TITLE).first.click()
    expect(visitor.get_by_role("heading", name=TITLE)).to_be_visible()
    take_picture(visitor, "clearance-public", full_page=True)
    public = visitor.url
    document = visitor.get_by_role("link", name="Routes").get_attribute("href")
    assert status(visitor, document) == 200
    visitor.goto("/states/ke/")
    expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()

    focal.goto("/submit/")
    focal.get_by_role("link", name=TITLE).click()
    take_picture(focal, "clearance-published", full_page=True)
    focal.get_by_role("link", name="Withdraw").click()
    take_picture(focal, "clearance-withdraw", full_page=True)
    focal.get_by_role("button", name="Withdraw from public view").click()
    expect(focal.get_by_text("It is no longer public.")).to_be_visible()
    assert within_seconds(lambda: not is_found(visitor))
    assert (status(visitor, public), status(visitor, document)) == (410, 404)
    visitor.goto("/states/ke/")
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)
    visitor.goto("/search/?chapter=1")
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)
