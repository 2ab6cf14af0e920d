"""The content security policy: strict where the public and focal points are, and nothing breaks.

`watch` fails a test for every violation that the browser reports. The public pages are opened by
test_pages.py and the rest; here it is told what the policy is, and the other pages are opened.
"""

import pytest
from playwright.sync_api import expect

from .addresses import PAGES, PRACTICE, STATUS

pytestmark = pytest.mark.browser
ADMIN = [
    "",
    "pages/",
    "documents/",
    "documents/multiple/add/",
    "images/multiple/add/",
    "users/",
    "groups/",
    "secretariat/proposals/",
    "workflows/list/",
    "redirects/add/",
    "sites/new/",
    "account/",
    "reports/site-history/",
    "secretariat/queue/",
]
SIGNED_OUT = {"login": "/admin/login/", "reset": "/admin/password_reset/"}


def policy(answer):
    parts = answer.headers["content-security-policy"].split("; ")
    return {part.split(" ")[0]: part.split(" ")[1:] for part in parts}


def expect_strict(answer):
    told = policy(answer)
    assert told["default-src"] == ["'none'"]
    assert told["script-src"] == told["style-src"] == ["'self'"]
    assert told["frame-ancestors"] == told["base-uri"] == ["'none'"]


@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6")
@pytest.mark.fault(23)
@pytest.mark.parametrize("name", [*PAGES, *SIGNED_OUT])
def test_pages_before_signing_in_have_the_strict_policy(desktop, name):
    answer = desktop.goto((PAGES | SIGNED_OUT)[name])
    assert answer.status == STATUS.get(name, 200)
    expect_strict(answer)


@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6")
def test_the_guided_form_has_the_strict_policy(signed_in):
    page = signed_in("focal_point", "ke")
    expect_strict(page.goto("/submit/", wait_until="networkidle"))
    page.goto("/submit/new/")
    page.get_by_label("A good practice").check()
    page.get_by_label("Title").fill("A practice")
    page.get_by_role("main").locator("button[type=submit]").click()
    page.wait_for_url("**/basics/")
    page.locator("#id_summary").fill("Typed and saved without a script in the page.")
    expect(page.locator("#saved")).to_contain_text("Saved")
    steps = page.url.rsplit("/", 2)[0]
    for step in ("", "done/", "results/", "topics/", "material/", "contact/", "check/", "preview/"):
        expect_strict(page.goto(f"{steps}/{step}", wait_until="networkidle"))


def test_a_page_with_the_bar_of_the_editors_has_the_strict_policy(signed_in):
    page = signed_in("superuser")
    expect_strict(page.goto(PRACTICE, wait_until="networkidle"))
    expect(page.locator("wagtail-userbar")).to_be_attached()


@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6")
def test_the_admin_lets_no_script_into_its_pages(signed_in, watch):
    watch.tolerate("Invalid time zone")  # the machine offers "localtime", which no browser knows
    page = signed_in("superuser")
    for address in ADMIN:
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
