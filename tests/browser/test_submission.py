"""A focal point's way from an empty page to the reference number, with errors on the way."""

import pytest
from playwright.sync_api import expect

from common.typed_text import count_words
from tests.nightly import NIGHTLY

from .axe import axe_faults, load_axe
from .conftest import PHONE
from .person_pages import pages_of_a_focal_point
from .pictures import take_picture

pytestmark = pytest.mark.browser


# By day: what the walk over pages of a focal point does not see (test_pages.py).
WITH_ERRORS = {"start-errors", "basics-errors", "check-missing"}
AFTERWARDS = {"submitted", "status", "take-back"}


def show(page, name):
    """axe finds nothing, and pictures for the eye on a desktop and a phone."""
    if not NIGHTLY and name not in WITH_ERRORS | AFTERWARDS:
        return
    load_axe(page)
    assert axe_faults(page, colours=name in WITH_ERRORS) == [], name
    take_picture(page, f"submission-{name}", full_page=True)
    wide = page.viewport_size
    page.set_viewport_size(PHONE["viewport"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"], name
    take_picture(page, f"submission-{name}-phone", full_page=True)
    page.set_viewport_size(wide)


def heading(page, name):
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def go_on(page, name):
    page.get_by_role("button", name="Save and continue").click()
    heading(page, name)


def test_from_the_first_word_to_the_reference_number(signed_in):
    page = signed_in("focal_point", "ke")
    page.goto("/submit/new/")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#errors")).to_be_focused()
    expect(page).to_have_title("Error: Share a practice or strategy – Good Practice Portal")
    show(page, "start-errors")
    page.get_by_role("link", name="Select what you would like to share").click()
    expect(page.get_by_label("A good practice")).to_be_focused()
    page.get_by_label("A good practice").check()
    page.get_by_label("Title").fill("Night clinics in Nakuru")
    page.get_by_role("button", name="Begin").click()

    summary = page.get_by_label("Summary")
    summary.fill("word " * 412)
    expect(page.locator("#words-summary [data-count]")).to_have_text("412")
    go_on(page, "About")
    expect(page.locator("#errors")).to_be_focused()
    page.get_by_role("link", name="Summary must be 300 words or fewer. It has 412").click()
    expect(summary).to_be_focused()
    expect(summary).to_have_value("word " * 412)
    show(page, "basics-errors")
    summary.fill("Nurses see people at night.")
    go_on(page, "What was done")
    go_on(page, "What was done")
    page.get_by_role("link", name="Describe what was done").click()
    expect(page.locator("#id_description")).to_be_focused()
    page.get_by_label("What was done").fill("We opened at night.")
    show(page, "done")
    go_on(page, "Results and lessons")
    show(page, "results")
    go_on(page, "Topics")
    page.get_by_role("checkbox", name="Demand reduction").first.check()
    show(page, "topics")
    go_on(page, "Material")
    show(page, "material")
    page.get_by_role("link", name="Continue").click()
    heading(page, "Contact")
    page.get_by_label("Not public before").fill("2031-01-31T09:30")
    page.get_by_role("button", name="Save and come back later").click()
    heading(
        page, "Night clinics in Nakuru"
    )  # the steps beside each form say "Cannot start yet" too
    expect(page.get_by_text("Cannot start yet")).to_be_visible()
    show(page, "overview")

    page.get_by_role("link", name="Check and clear").first.click()
    heading(page, "Check and clear")
    show(page, "check-missing")
    page.locator("#errors").get_by_role("link", name="Contact", exact=True).click()
    page.get_by_label("Contact", exact=False).first.fill("Wanjiru Kamau")
    page.get_by_label("Email of the contact").fill("nobody")
    page.get_by_role("button", name="Save and return to the check page").click()
    page.get_by_role("link", name="Enter an email address in the correct format").click()
    page.get_by_label("Email of the contact").fill("focal@example.org")
    page.get_by_role("button", name="Save and return to the check page").click()
    expect(page.get_by_text("31 January 2031, 09:30 UTC").first).to_be_visible()
    page.get_by_role("link", name="Change Summary").click()
    expect(page.get_by_label("Summary")).to_have_value("Nurses see people at night.")
    page.get_by_label("Summary").fill("Nurses see 300 people at night.")
    page.get_by_role("button", name="Save and return to the check page").click()
    expect(page.get_by_text("Nurses see 300 people at night.")).to_be_visible()
    page.get_by_role("button", name="Clear and submit").click()
    expect(page.locator("#errors")).to_be_focused()
    show(page, "check")
    page.get_by_role("checkbox", name="We clear this text").check()
    page.get_by_role("button", name="Clear and submit").click()

    expect(page.get_by_role("heading", name="Submitted")).to_be_visible()
    number = page.locator(".confirmed__number").inner_text()
    show(page, "submitted")
    page.get_by_role("link", name="See where it stands").click()
    heading(page, "Night clinics in Nakuru")
    expect(page.get_by_text(number).first).to_be_visible()
    show(page, "status")
    page.get_by_role("link", name="Take it back").click()
    heading(page, "Take this text back from the Secretariat?")
    show(page, "take-back")
    page.goto("/submit/")
    expect(page.get_by_text(number)).to_be_visible()
    show(page, "list")


WRITTEN = [
    "two words – and 3 more, well-known",
    "戒毒治疗和社会康复服务。" * 10,
    "在 2019 年，UNODC 支持了戒毒治疗",
    "𠮷野家",
    "薬物の使用を防ぐ",
    "การบำบัดยาเสพติด",
    "استراتيجية وطنية",
    "नशीली दवा",
    "… – ?",
]


def test_words_are_counted_in_the_browser_as_on_the_server(signed_in):
    page = signed_in("focal_point", "ke")
    page.goto(pages_of_a_focal_point(page)["step basics"])
    counted = page.locator("#words-summary [data-count]")
    for text in WRITTEN:
        page.get_by_label("Summary").fill(text)
        expect(counted).to_have_text(str(count_words(text)))
