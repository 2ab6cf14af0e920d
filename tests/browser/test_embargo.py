"""A text with an embargo: approved by the second officer, and public at its minute.

The clock of the server is set forward, as `clock_of_the_server` says: nobody waits for a day.
"""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from .pictures import take_picture
from .server import run_code

pytestmark = pytest.mark.browser
TITLE = "Night pharmacies in Lyon"
ADDRESS = "/practices/fr/night-pharmacies-in-lyon/"
APPROVED_ONCE = """
from datetime import datetime
from tests import people
from tests.factories import PracticeFactory
page = PracticeFactory(
    state="fr", title="{title}", slug="night-pharmacies-in-lyon", publish=False,
    embargo_until=datetime.fromisoformat("{moment}"), **people.FILLED,
)
people.submitted(page, people.focal_point("fr"))
people.decide(page, people.officer())
"""


@pytest.fixture
def clock_of_the_server(server_folder):
    """Sets it forward by a timedelta (tests.browser.server_settings)."""
    file = server_folder / "clock"
    yield lambda by: file.write_text(str(by.total_seconds()))
    file.unlink(missing_ok=True)


def approve(officer, moment):
    officer.goto("/admin/secretariat/queue/")
    officer.get_by_role("link", name=TITLE, exact=True).click()
    expect(officer.get_by_text(moment.strftime("%H:%M UTC")).first).to_be_visible()
    take_picture(officer, "embargo-review", full_page=True)
    officer.get_by_role("button", name="Approve", exact=True).click()
    expect(officer.get_by_text("You approved").first).to_be_visible()


def test_an_approved_text_appears_at_its_minute(
    signed_in, phone, server_folder, clock_of_the_server
):
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    moment = now + timedelta(days=1)
    run_code(server_folder, APPROVED_ONCE.format(title=TITLE, moment=moment.isoformat()))
    approve(signed_in("officer"), moment)
    focal = signed_in("focal_point", "fr")
    focal.goto("/submit/")
    expect(
        focal.get_by_text(moment.strftime("Approved; public from %-d %B %Y, %H:%M UTC"))
    ).to_be_visible()
    take_picture(focal, "embargo-list", full_page=True)
    clock_of_the_server(timedelta(days=1) - timedelta(minutes=2))
    assert phone.request.get(ADDRESS).status == 404
    phone.goto("/search/?q=lyon+pharmacies")
    expect(phone.get_by_role("link", name=TITLE)).to_have_count(0)

    clock_of_the_server(timedelta(days=1))
    phone.goto("/search/?q=lyon+pharmacies")
    phone.get_by_role("link", name=TITLE).first.click()
    expect(phone.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    assert phone.url.endswith(ADDRESS)
    take_picture(phone, "embargo-public-phone", full_page=True)
