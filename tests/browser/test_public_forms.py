"""Every form that somebody can post without an account, posted once in a real browser.

Django compares the Origin header of a post with the host. What a browser sends there depends on
the referrer policy of the page, and a test client sends none at all.
"""

import re
from base64 import b32decode

import pytest
from playwright.sync_api import expect

from tests import codes, people

from .server import run_code, run_in

pytestmark = pytest.mark.browser
PASSWORD = "a new and rather long password"

INVITE = """
from taxonomy.models import MemberState
from submission.inviting import invite
from tests.people import officer
invite("{address}", MemberState.objects.get(code="{state}"), officer())
"""
PROTECT = """
from wagtail.models import PageViewRestriction
from home.models import HomePage, StandardPage
page = HomePage.objects.get().add_child(instance=StandardPage(title="{slug}", slug="{slug}"))
PageViewRestriction.objects.create(page=page, restriction_type="password", password="{password}")
"""


@pytest.fixture
def link(mailbox, server_folder):
    """The last link in a mail to an address."""

    def link(address):
        run_in(server_folder, "send_mail_queue")
        body = mailbox.to(address)[-1].get_body(("plain",)).get_content()
        return re.findall(r"http://\S+", body)[-1]

    return link


def test_an_invited_person_joins_forgets_the_password_and_sets_another(
    desktop, server_folder, link
):
    page, address = desktop, "new-focal-point@example.org"
    run_code(server_folder, INVITE.format(address=address, state="fr"))
    page.goto(link(address))
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Example")
    page.get_by_label("Password").fill("a first and rather long password")
    page.get_by_role("button", name="Accept and begin").click()
    expect(page).to_have_url(re.compile(r"/submit/$"))

    page.context.clear_cookies()
    page.goto("/admin/password_reset/")
    page.get_by_label("email").fill(address)
    page.get_by_role("button", name="Reset password").click()
    expect(page.get_by_text("Check your email")).to_be_visible()
    page.goto(link(address))
    page.locator("[name=new_password1]").fill(PASSWORD)
    page.locator("[name=new_password2]").fill(PASSWORD)
    page.get_by_role("button", name="Reset password").click()
    page.goto("/admin/login/?next=/account/")
    page.get_by_label("Username").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/account/$"))


def test_an_account_gets_an_app_new_codes_and_an_end_to_its_other_sessions(
    signed_in, browser, server
):
    page = signed_in("focal_point", "pt")
    page.goto("/account/")
    page.get_by_role("link", name="Set up the app").click()
    key = b32decode(re.sub(r"\s", "", page.locator(".set-up__key").text_content())).hex()
    page.get_by_label("Code", exact=True).fill(codes.code(key))
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    recovery = page.locator(".recovery-codes code").first.text_content()
    page.get_by_role("link", name="I have saved the codes").click()

    page.get_by_role("button", name="Make new recovery codes").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    expect(page.get_by_text(recovery, exact=True)).to_have_count(0)
    recovery = page.locator(".recovery-codes code").first.text_content()
    page.get_by_role("link", name="I have saved the codes").click()
    name = re.search(r"focal-pt-\w+", page.locator(".lead").text_content())[0]

    with browser.new_context(base_url=server) as other:
        elsewhere = other.new_page()
        elsewhere.goto("/admin/login/?next=/account/")
        elsewhere.get_by_label("Username").fill(name)
        elsewhere.get_by_label("Password").fill(people.PASSWORD)
        elsewhere.get_by_role("button", name="Sign in").click()
        elsewhere.get_by_label("Code", exact=True).fill(recovery)
        elsewhere.get_by_role("button", name="Continue").click()
        expect(elsewhere.get_by_text("9 recovery codes are left.").first).to_be_visible()
        page.goto("/account/")
        page.get_by_role("button", name="Sign out everywhere else").click()
        expect(page.get_by_text("signed in only in this browser")).to_be_visible()
        elsewhere.goto("/account/")
        expect(elsewhere.get_by_label("Username")).to_be_visible()


def test_a_page_with_a_password_opens(desktop, server_folder):
    run_code(server_folder, PROTECT.format(slug="for-delegates", password=PASSWORD))
    desktop.goto("/for-delegates/")
    desktop.get_by_label("Password").fill("wrong")
    desktop.get_by_role("button", name="Continue").click()
    expect(desktop.get_by_role("alert")).to_be_visible()
    desktop.get_by_label("Password").fill(PASSWORD)
    desktop.get_by_role("button", name="Continue").click()
    expect(desktop.get_by_role("heading", level=1, name="for-delegates")).to_be_visible()
