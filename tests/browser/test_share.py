"""Passing a practice on: by mail for everyone, by a copied address where scripts run."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import PRACTICE

pytestmark = pytest.mark.browser


def test_the_address_that_lasts_is_copied(desktop, server):
    desktop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desktop.goto(PRACTICE)
    desktop.get_by_role("button", name="Copy the address").click()
    expect(desktop.get_by_role("button", name="Copied")).to_be_visible()
    copied = desktop.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{server}/id/\d+/", copied)
    assert desktop.goto(copied).ok


def test_without_scripts_there_is_the_mail(without_javascript):
    without_javascript.goto(PRACTICE)
    mail = without_javascript.get_by_role("link", name="Send by mail")
    expect(mail).to_be_visible()
    assert "body=http" in mail.get_attribute("href")
    expect(without_javascript.get_by_role("button", name="Copy the address")).to_have_count(0)
