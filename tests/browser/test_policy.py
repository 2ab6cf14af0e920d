"""The content security policy: strict where the public and focal points are, and nothing breaks.

`watch` fails a test for every violation that the browser reports. What the policy of the public
pages and the guided form is, test_pages.py asks; here is the rest.
"""

import pytest
from playwright.sync_api import expect

from tests.nightly import NIGHTLY

from .addresses import PRACTICE
from .policy import expect_strict, policy

pytestmark = pytest.mark.browser
ADMIN = ["", "pages/", "documents/multiple/add/", "secretariat/proposals/", "secretariat/queue/"]
WAGTAILS_OWN = [
    "documents/",
    "images/multiple/add/",
    "users/",
    "groups/",
    "workflows/list/",
    "redirects/add/",
    "sites/new/",
    "account/",
    "reports/site-history/",
]


def test_a_page_with_the_bar_of_the_editors_has_the_strict_policy(signed_in):
    page = signed_in("superuser")
    expect_strict(page.goto(PRACTICE, wait_until="networkidle"))
    expect(page.locator("wagtail-userbar")).to_be_attached()


@pytest.mark.share
@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6")
def test_the_admin_lets_no_script_into_its_pages(signed_in, watch):
    watch.tolerate("Invalid time zone")  # the machine offers "localtime", which no browser knows
    page = signed_in("superuser")
    for address in [*ADMIN, *WAGTAILS_OWN] if NIGHTLY else ADMIN:
        answer = page.goto(f"/admin/{address}", wait_until="networkidle")
        assert answer.status == 200, address
        assert policy(answer)["script-src"] == ["'self'"]


def test_the_editor_works_without_scripts_in_its_pages(signed_in):
    page = signed_in("superuser")
    page.goto(PRACTICE)
    page.goto(page.locator("link[rel=canonical]").get_attribute("href"))
    edit = page.evaluate(
        "document.querySelector('wagtail-userbar').shadowRoot"
        ".querySelector('a[href*=\"/edit/\"]').getAttribute('href')"
    )
    page.goto(edit, wait_until="networkidle")
    expect(page.locator("#id_description-wrapper, .Draftail-Editor").first).to_be_visible()
    page.locator("#id_links-ADD").click()
    expect(page.locator("#id_links-0-url")).to_be_visible()
    page.locator("#id_embargo_until").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    page.locator("#id_annexes-ADD").click()
    page.locator("[id^=id_annexes-][id$=-document-chooser]").last.get_by_role(
        "button"
    ).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
