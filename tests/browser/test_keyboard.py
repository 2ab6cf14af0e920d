"""The search journey with nothing but a keyboard; the focus is always to be seen."""

import pytest
from playwright.sync_api import expect

from . import search_page as search
from .pictures import take_picture

pytestmark = pytest.mark.browser

MOST_STOPS = 150

# The focused element: whether it shows, and whether something else lies over it.
LOOK_AT_FOCUS = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const covered = top !== null && !element.contains(top) && !top.contains(element);
    const inside =
        box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
        name: `${element.tagName} ${element.id} ${element.textContent.trim().slice(0, 40)}`,
        end: element === document.body,
        seen: element.matches(":focus-visible") && outlined && inside && !covered,
    };
}"""


def tab_to(page, place):
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if place.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"The Tab key does not lead to {place}.")


def stops(page):
    """What the Tab key visits, from where it stands to the end of the page."""
    visited = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(LOOK_AT_FOCUS)
        if stop["end"]:
            return visited
        visited.append(stop)
    pytest.fail("The Tab key does not reach the end of the page.")


def expect_focus_seen(page):
    stop = page.evaluate(LOOK_AT_FOCUS)
    assert stop["seen"], stop["name"]


def test_the_skip_link_is_first_and_leads_past_the_header(desktop):
    desktop.goto("/")
    desktop.keyboard.press("Tab")
    skip = desktop.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    expect(desktop.locator("#home-q")).to_be_focused()


def test_the_whole_search(desktop):
    page = desktop
    page.goto("/")
    tab_to(page, page.locator("#home-q"))
    page.keyboard.type("naloxone")
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("naloxone")

    for number in (1, 4):
        box = page.locator(f"#chapter-{number}")
        tab_to(page, box)
        page.keyboard.press("Space")
        search.expect_address(page, f"chapter={number}")
        expect(box).to_be_checked()
        expect(box).to_be_focused()
        expect_focus_seen(page)
    expect(page.get_by_role("status")).to_contain_text(f"{search.total(page)} results")
    take_picture(page, "search-keyboard")

    tab_to(page, search.chip(page, "1. Demand reduction"))
    page.keyboard.press("Enter")
    search.expect_not_in_address(page, "chapter=1")
    expect(page.locator("#results-total")).to_be_focused()
    expect_focus_seen(page)

    page.keyboard.press("Shift+Tab")
    tab_to(page, page.get_by_label("Sort by"))
    page.keyboard.press("ArrowDown")
    search.expect_address(page, "sort=newest", "chapter=4")
    expect(page.get_by_label("Sort by")).to_be_focused()

    first = page.locator(".entry__title a").first
    title = first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_the_next_page_starts_at_its_head(desktop):
    desktop.goto("/search/")
    desktop.get_by_role("link", name="Next").focus()
    desktop.keyboard.press("Enter")
    search.expect_address(desktop, "page=2")
    expect(desktop.locator("#results-total")).to_be_focused()
    expect(desktop.locator("#results-total")).to_be_in_viewport()


def test_a_folded_facet_keeps_focus_when_its_last_choice_goes(desktop):
    desktop.goto("/search/?q=naloxone&state=ke")
    desktop.locator("#state-ke").focus()
    desktop.keyboard.press("Space")
    search.expect_not_in_address(desktop, "state=ke")
    expect(desktop.locator("#state-ke")).to_be_visible()
    expect(desktop.locator("#state-ke")).to_be_focused()


def test_filters_at_400_per_cent_zoom(narrow):
    narrow.goto("/search/?q=naloxone")
    tab_to(narrow, narrow.locator("#filters > summary"))
    narrow.keyboard.press("Enter")
    tab_to(narrow, narrow.locator("#chapter-1"))
    narrow.keyboard.press("Space")
    search.expect_address(narrow, "chapter=1")
    expect(narrow.locator("#chapter-1")).to_be_visible()
    expect(narrow.locator("#chapter-1")).to_be_focused()
    tab_to(narrow, narrow.get_by_role("button", name="Show results"))
    narrow.keyboard.press("Enter")
    expect(narrow.locator("#chapter-1")).to_be_hidden()
    expect(narrow.locator("#results-total")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["/", "/search/?q=naloxone&chapter=1"])
def test_every_stop_of_the_tab_key_can_be_seen(desktop, address):
    desktop.goto(address)
    visited = stops(desktop)
    assert len(visited) > 20
    assert [stop["name"] for stop in visited if not stop["seen"]] == []


def test_every_stop_can_be_seen_among_the_filters_of_a_narrow_window(narrow):
    narrow.goto("/search/?q=naloxone")
    narrow.locator("#filters > summary").click()
    visited = stops(narrow)
    assert len(visited) > 20
    assert [stop["name"] for stop in visited if not stop["seen"]] == []


def test_the_menu_closes_with_escape_and_gives_the_focus_back(narrow):
    narrow.goto("/")
    button = narrow.get_by_role("button", name="Menu", exact=True)
    tab_to(narrow, button)
    narrow.keyboard.press("Enter")
    expect(narrow.locator("#menu")).to_be_visible()
    tab_to(narrow, narrow.locator("#menu").get_by_role("link", name="Chapters"))
    expect_focus_seen(narrow)
    narrow.keyboard.press("Escape")
    expect(narrow.locator("#menu")).to_be_hidden()
    expect(button).to_be_focused()
