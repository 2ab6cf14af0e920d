"""The second factor, set up in a browser."""

import pytest
from playwright.sync_api import expect

from home.management.commands.demo_accounts import FOCAL_POINT, PASSWORD

from .test_pages import expect_no_faults_anywhere

pytestmark = pytest.mark.browser


def sign_in(page, then):
    page.goto(f"/admin/login/?next={then}")
    page.get_by_label("Username").fill(FOCAL_POINT)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.share
def test_a_wrong_code_is_explained_and_the_picture_stays(desktop):
    sign_in(desktop, "/account/set-up/")
    key = desktop.locator(".set-up__key").text_content()
    desktop.get_by_label("Code", exact=True).fill("000000")
    desktop.get_by_role("button", name="Continue").click()
    expect(desktop.get_by_role("alert")).to_contain_text("is not correct")
    assert desktop.locator(".set-up__key").text_content() == key
    expect_no_faults_anywhere(desktop)
