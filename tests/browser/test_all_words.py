"""The line where results with some of the words begin, and why a result stands where it stands."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import PRACTICE
from .axe import axe_faults, load_axe
from .conftest import PHONE
from .pictures import take_picture

pytestmark = pytest.mark.browser

BOTH = "/search/?q=ambulance+crews"


def test_the_line_is_seen_on_a_desktop_and_on_a_phone(desktop):
    desktop.goto(BOTH)
    line = desktop.locator(".hits__more")
    expect(line).to_contain_text("with some of your words")
    assert desktop.locator(".entries").count() == 2
    load_axe(desktop)
    assert axe_faults(desktop, colours=False) == []
    line.scroll_into_view_if_needed()
    take_picture(desktop, "some-words-desktop", full_page=True)
    desktop.set_viewport_size(PHONE["viewport"])
    line.scroll_into_view_if_needed()
    take_picture(desktop, "some-words-phone")
    width = desktop.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["viewport"]["width"]


def test_an_officer_is_told_why(signed_in):
    officer = signed_in("officer")
    officer.goto("/admin/search/why/")
    officer.get_by_label("Words of the search").fill("ambulance crews smack")
    officer.get_by_label("Contribution").fill(PRACTICE)
    officer.get_by_role("button", name="Explain").click()
    expect(officer.get_by_role("heading", name=re.compile(r"^Result \d+ for"))).to_be_visible()
    expect(officer.get_by_role("row").filter(has_text="ambulance")).to_contain_text("title")
    load_axe(officer)
    assert axe_faults(officer, colours=False) == []
    take_picture(officer, "why-desktop", full_page=True)
    officer.set_viewport_size(PHONE["viewport"])
    officer.reload()
    take_picture(officer, "why-phone", full_page=True)
