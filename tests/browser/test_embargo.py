"""A text with an embargo: approved by two officers, and public at its minute.

The clock of the server is set forward, as `clock_of_the_server` says: nobody waits for a day.
"""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from .pictures import take_picture

pytestmark = pytest.mark.browser
TITLE = "Night pharmacies in Lyon"


@pytest.fixture
def clock_of_the_server(server_folder):
    """Sets it forward by a timedelta (tests.browser.server_settings)."""
    file = server_folder / "clock"
    yield lambda by: file.write_text(str(by.total_seconds()))
    file.unlink(missing_ok=True)


def write(focal, moment):
    focal.goto("/submit/new/")
    focal.get_by_label("A good practice").check()
    focal.get_by_label("Title").fill(TITLE)
    focal.get_by_role("button", name="Begin").click()
    focal.get_by_label("Summary").fill("Pharmacies hand out naloxone at night.")
    for heading, label, text in (
        ("What was done", "What was done", "Twelve pharmacies open at night."),
        ("Results and lessons", None, ""),
        ("Topics", None, ""),
    ):
        focal.get_by_role("button", name="Save and continue").click()
        expect(focal.get_by_role("heading", name=heading, level=1)).to_be_visible()
        if label:
            focal.get_by_label(label).fill(text)
    focal.get_by_role("checkbox", name="Demand reduction").first.check()
    focal.get_by_role("button", name="Save and continue").click()
    focal.get_by_role("link", name="Continue").click()
    expect(focal.get_by_role("heading", name="Contact", level=1)).to_be_visible()
    focal.get_by_label("Contact", exact=False).first.fill("Anne Martin")
    focal.get_by_label("Email of the contact").fill("anne@example.org")
    focal.get_by_label("Not public before").fill(moment.strftime("%Y-%m-%dT%H:%M"))
    focal.get_by_role("button", name="Save and continue").click()


def clear(focal, moment):
    expect(focal.get_by_role("heading", name="Check and clear", level=1)).to_be_visible()
    expect(focal.get_by_text(moment.strftime("%H:%M UTC")).first).to_be_visible()
    focal.get_by_role("checkbox", name="We clear this text").check()
    focal.get_by_role("button", name="Clear and submit").click()
    expect(focal.get_by_role("heading", name="Submitted")).to_be_visible()


def approve(officer, moment):
    officer.goto("/admin/secretariat/queue/")
    officer.get_by_role("link", name=TITLE, exact=True).click()
    expect(officer.get_by_text(moment.strftime("%H:%M UTC")).first).to_be_visible()
    take_picture(officer, "embargo-review", full_page=True)
    officer.get_by_role("button", name="Approve", exact=True).click()
    expect(officer.get_by_text("You approved").first).to_be_visible()


def test_an_approved_text_appears_at_its_minute(signed_in, phone, clock_of_the_server):
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    moment = now + timedelta(days=1)
    focal = signed_in("focal_point", "fr")
    write(focal, moment)
    clear(focal, moment)
    for _step in range(2):
        approve(signed_in("officer"), moment)

    focal.goto("/submit/")
    expect(
        focal.get_by_text(moment.strftime("Approved; public from %-d %B %Y, %H:%M UTC"))
    ).to_be_visible()
    take_picture(focal, "embargo-list", full_page=True)
    address = "/practices/fr/night-pharmacies-in-lyon/"
    clock_of_the_server(timedelta(days=1) - timedelta(minutes=2))
    assert phone.request.get(address).status == 404
    phone.goto("/search/?q=lyon+pharmacies")
    expect(phone.get_by_role("link", name=TITLE)).to_have_count(0)

    clock_of_the_server(timedelta(days=1))
    phone.goto("/search/?q=lyon+pharmacies")
    phone.get_by_role("link", name=TITLE).first.click()
    expect(phone.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    assert phone.url.endswith(address)
    take_picture(phone, "embargo-public-phone", full_page=True)
