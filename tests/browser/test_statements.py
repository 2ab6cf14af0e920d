"""The page of a statement, for visitors in any width and direction, and what its State asks."""

import pytest
from playwright.sync_api import expect

from tests.nightly import nightly

from .axe import axe_faults, load_axe
from .conftest import NARROW, PHONE
from .pictures import take_picture

pytestmark = pytest.mark.browser
SAID = "statement-on-the-availability-of-controlled-medicines-for-pain-and-palliative-ca"
STATEMENT = f"/meetings/thematic-2020/{SAID}/"
WIDTH = "document.documentElement.scrollWidth"


def expect_sound(page, width):
    load_axe(page)
    assert axe_faults(page) == []
    assert page.evaluate(WIDTH) <= width["viewport"]["width"]


def test_a_statement_tells_whose_it_is_and_offers_its_files(desktop):
    desktop.goto(STATEMENT)
    expect(desktop.locator(".page-head__kind")).to_contain_text("Kenya")
    expect(desktop.locator("dl.facts")).to_contain_text("Delivered")
    expect(desktop.locator("ul.files")).to_contain_text("Kenya palliative care")
    expect(desktop.locator("#citation")).to_be_visible()
    load_axe(desktop)
    assert axe_faults(desktop) == []
    take_picture(desktop, "statement-desktop", full_page=True)


@pytest.mark.parametrize(
    ("prefix", "width"),
    [("", PHONE), ("/ar", NARROW), *nightly(("/ar", PHONE), ("", NARROW))],
)
def test_a_statement_fits_a_phone_in_both_directions(open_page, prefix, width):
    page = open_page(**width)
    page.goto(prefix + STATEMENT)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if prefix else "ltr")
    expect(page.locator("h1")).to_have_css("direction", "ltr")  # it is written in English
    expect_sound(page, width)
    take_picture(page, f"statement{prefix.replace('/', '-')}-{width['viewport']['width']}")


@pytest.mark.parametrize("width", [NARROW, *nightly(PHONE)], ids=["narrow", "phone"])
def test_a_focal_point_asks_for_a_correction(signed_in, width):
    page = signed_in("focal_point", "ng", **width)
    page.goto("/submit/statements/")
    expect_sound(page, width)
    page.get_by_role("link", name="Ask for a correction or withdrawal").first.click()
    page.get_by_role("button", name="Ask the Secretariat").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect_sound(page, width)
    page.get_by_label("Correction").check()
    page.get_by_label("What is wrong").fill("The second paragraph is not what was said.")
    page.get_by_role("button", name="Ask the Secretariat").click()
    expect(page.get_by_text("The Secretariat has been asked.")).to_be_visible()
    expect_sound(page, width)
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
