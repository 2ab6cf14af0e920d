"""Finished pages and forms with errors, examined by html-validate, in the night by pa11y too."""

import pytest
from playwright.sync_api import expect

from common.localized_urls import localized
from tests.nightly import NIGHTLY

from .addresses import PAGES
from .person_pages import pages_of_a_focal_point

pytestmark = pytest.mark.browser
# In English: what differs is the direction, and the words.
SHOWN = ("home", "search with results", "practice", "practice in Arabic", "compare", "404")


def test_the_checkers_find_a_fault(faults, desktop):
    desktop.goto("/about/")
    html = desktop.content().replace("<main", '<img src="/x.png"><main', 1)
    found = faults({"faulty": html})
    assert any("html-validate" in fault for fault in found)
    assert any("pa11y" in fault for fault in found) or not NIGHTLY


@pytest.mark.nightly
def test_public_pages(faults, without_javascript):
    pages = {name: without_javascript.request.get(PAGES[name]).text() for name in SHOWN}
    assert faults(pages) == []


@pytest.mark.share
def test_every_kind_of_public_page_in_arabic(faults, without_javascript):
    addresses = {name: localized(address, "ar") for name, address in PAGES.items()}
    pages = {name: without_javascript.request.get(at).text() for name, at in addresses.items()}
    assert faults(pages) == []


@pytest.mark.share
def test_every_page_of_a_focal_point_in_arabic(faults, signed_in):
    person = signed_in("focal_point", "ke")
    addresses = {
        name: localized(address, "ar") for name, address in pages_of_a_focal_point(person).items()
    }
    pages = {name: person.request.get(at).text() for name, at in addresses.items()}
    assert faults(pages) == []


def test_forms_sent_back_with_errors(faults, without_javascript, signed_in):
    pages = {}
    for name in ("/alerts/new/?q=naloxone", "/contact/report/"):
        without_javascript.goto(name)
        without_javascript.evaluate("document.querySelector('main form').noValidate = true")
        without_javascript.locator("main form button[type=submit]").first.click()
        expect(without_javascript.locator("main [aria-invalid=true]").first).to_be_visible()
        pages[name] = without_javascript.content()
    person = signed_in("focal_point", "ke")
    person.goto("/submit/new/")
    person.get_by_role("button", name="Begin").click()
    expect(person.locator("#errors")).to_be_focused()
    pages["start"] = person.content()
    person.get_by_label("A good practice").check()
    person.get_by_label("Title").fill("A practice")
    person.get_by_role("button", name="Begin").click()
    person.get_by_role("button", name="Save and continue").click()
    expect(person.locator("#errors")).to_be_focused()
    pages["step"] = person.content()
    person.goto(person.url.replace("/basics/", "/check/"))
    pages["check"] = person.content()
    assert faults(pages) == []
