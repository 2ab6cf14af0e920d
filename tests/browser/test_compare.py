"""Comparing results: ticked on one or several pages of results, then side by side."""

import pytest
from playwright.sync_api import expect

from . import search_page as search
from .axe import load_axe
from .conftest import DESKTOP, NARROW
from .pictures import take_picture
from .test_pages import expect_no_faults, in_arabic, look_at, overflow

pytestmark = pytest.mark.browser


def tick(page, number):
    """Tick a result; its title."""
    entry = page.locator(".entry").nth(number)
    title = entry.locator(".entry__title").inner_text()
    entry.get_by_role("checkbox", name=title).check()
    return title


def titles(page):
    return page.locator(".compare thead a:not(.compare__remove)").all_inner_texts()


def compare(page):
    page.get_by_role("button", name="Compare selected").click()
    expect(page.locator("h1")).to_have_text("Compare practices and strategies")


def test_ticks_stay_from_page_to_page_and_ask_nothing_of_the_search(desktop):
    desktop.goto("/search/?q=naloxone")
    expect(desktop.locator("[data-compare-bar]")).to_be_hidden()
    asked = []
    desktop.on("request", lambda request: asked.append(request.url))
    first = tick(desktop, 0)
    expect(desktop.locator("[data-picked]")).to_have_text("Chosen: 1/4")
    assert asked == []
    desktop.get_by_role("link", name="Next").click()
    search.expect_address(desktop, "page=2")
    second = tick(desktop, 1)
    expect(desktop.locator("[data-picked]")).to_have_text("Chosen: 2/4")
    take_picture(desktop, "search-ticked-desktop")
    compare(desktop)
    assert set(titles(desktop)) == {first, second}
    take_picture(desktop, "compare-desktop", full_page=True)


def test_what_is_ticked_can_be_compared_when_the_next_search_finds_nothing(desktop):
    desktop.goto("/search/?q=naloxone")
    chosen = {tick(desktop, 0), tick(desktop, 1)}
    desktop.locator("#q").fill("zzzznothing")
    desktop.locator("#q").press("Enter")
    expect(desktop.locator(".entry")).to_have_count(0)
    compare(desktop)
    assert set(titles(desktop)) == chosen


def test_no_fifth_can_be_ticked(desktop):
    desktop.goto("/search/?q=naloxone")
    for number in range(4):
        tick(desktop, number)
    fifth = desktop.locator("[data-pick]").nth(4)
    expect(fifth).to_be_disabled()
    desktop.locator("[data-pick]").first.uncheck()
    expect(fifth).to_be_enabled()


def test_without_a_script(without_javascript):
    page = without_javascript
    page.goto("/search/?q=naloxone")
    chosen = [tick(page, number) for number in (0, 2)]
    compare(page)
    assert titles(page) == chosen
    page.get_by_label("Find a practice or strategy to compare").fill("prison")
    page.get_by_role("button", name="Find").click()
    page.locator(".offers .button").first.click()
    assert len(titles(page)) == 3
    page.locator(".compare__remove").first.click()
    assert titles(page)[0] == chosen[1]


def test_side_by_side_on_a_phone(phone):
    phone.goto("/search/?q=naloxone")
    for number in range(3):
        tick(phone, number)
    compare(phone)
    take_picture(phone, "compare-phone")
    last = phone.locator(".compare thead th").last
    expect(last).not_to_be_in_viewport()
    last.get_by_role("link").first.focus()
    expect(last).to_be_in_viewport()


def test_the_comparison_has_no_faults(desktop):
    desktop.goto("/search/?q=naloxone")
    for number in range(3):
        tick(desktop, number)
    compare(desktop)
    load_axe(desktop)
    look_at(desktop, "light", DESKTOP)
    expect_no_faults(desktop, colours=False)
    look_at(desktop, "dark", NARROW)
    desktop.goto(in_arabic(desktop.url))
    load_axe(desktop)
    expect_no_faults(desktop)


WIDTH_ON_PAPER = 1031  # A4 on its side, less the margins of the print style, in CSS pixels


@pytest.mark.parametrize("table", [".matrix", ".compare"])
def test_every_column_is_on_the_paper(desktop, table):
    if table == ".matrix":
        desktop.goto("/coverage/")
    else:
        desktop.goto("/search/?q=naloxone")
        for number in range(4):
            tick(desktop, number)
        compare(desktop)
    desktop.set_viewport_size({"width": WIDTH_ON_PAPER, "height": 700})
    desktop.emulate_media(media="print")
    last = desktop.locator(f"{table} thead tr").first.locator("th, td").last.bounding_box()
    assert last["width"] > 40
    assert last["x"] + last["width"] <= WIDTH_ON_PAPER
    assert overflow(desktop) <= 0
    for cell in desktop.locator(".cell--4").all():
        expect(cell).to_have_css("print-color-adjust", "exact")
