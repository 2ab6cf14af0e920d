"""Email alerts: ordered, confirmed from the mail, and stopped, in a real browser.

A test client sends no Origin header; a browser does, and what it sends depends on the page.
"""

import re

import pytest
from playwright.sync_api import expect

from .server import run_in

ADDRESS = "visitor@example.org"


@pytest.fixture
def mails(mailbox, server_folder):
    def mails():
        run_in(server_folder, "send_mail_queue")
        return mailbox.to(ADDRESS)

    return mails


def link(message, name):
    """The link of the mail whose path has this part."""
    body = message.get_body(("plain",)).get_content()
    return re.search(rf"http://\S+/{name}/\S+", body)[0]


def order(page, mails, words):
    """Ask for an alert, confirm it, and look at the list of all."""
    before = mails()
    page.goto(f"/search/?q={words}")
    page.get_by_role("link", name=re.compile("^Email me", re.I)).first.click()
    page.get_by_label("Email address").fill(ADDRESS)
    page.get_by_role("button", name="Send confirmation email").click()
    expect(page.get_by_role("heading", level=1, name="Check your email")).to_be_visible()
    (confirmation,) = mails()[len(before) :]
    page.goto(link(confirmation, "confirm"))
    page.locator("main form button").click()
    page.get_by_role("link", name=re.compile("all your alerts", re.I)).click()
    expect(page.get_by_role("link", name=f"“{words}”", exact=True)).to_be_visible()


@pytest.mark.browser
def test_an_alert_is_ordered_confirmed_and_stopped(desktop, mails):
    page = desktop
    order(page, mails, "naloxone")
    page.get_by_role("link", name=re.compile("stop", re.I)).first.click()
    page.locator("main form button").click()
    expect(page.get_by_text(re.compile("no more|stopped", re.I)).first).to_be_visible()


@pytest.mark.browser
def test_an_address_is_erased_with_all_its_alerts(desktop, mails):
    page = desktop
    order(page, mails, "prevention")
    mine = page.url
    page.get_by_role("button", name="Erase my address").click()
    expect(
        page.get_by_role("heading", level=1, name="Your address has been erased")
    ).to_be_visible()
    assert page.goto(mine).status == 410
