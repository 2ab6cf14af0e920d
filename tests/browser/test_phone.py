"""Searching on a phone: the filters stand folded above the results."""

import pytest
from playwright.sync_api import expect

from . import search_page as search
from .addresses import PRACTICE
from .pictures import take_picture

pytestmark = pytest.mark.browser


@pytest.fixture
def page(phone):
    search.search(phone, "naloxone")
    return phone


def open_states(page):
    page.locator("#filters > summary").tap()
    page.locator("#facet-state > summary").tap()


def test_a_state_is_found_in_the_long_list_by_typing(page):
    take_picture(page, "search-phone")
    open_states(page)
    promised = search.count(page, "state", "ke")
    page.locator("#filter-state").press_sequentially("ken")
    expect(page.locator("#state-ke")).to_be_visible()
    expect(page.locator("#state-fr")).to_be_hidden()
    take_picture(page, "search-filters-phone")
    search.expect_not_in_address(page, "state=ke")

    page.locator("#state-ke").tap()
    search.expect_address(page, "state=ke")
    expect(page.locator("#filters")).to_have_attribute("open", "")
    expect(page.locator("#filter-state")).to_have_value("ken")

    page.get_by_role("button", name="Show results").tap()
    expect(page.locator("#filters")).not_to_have_attribute("open", "")
    expect(page.locator("#filters > summary")).to_contain_text("1 selected")
    expect(search.chip(page, "Kenya")).to_be_visible()
    search.expect_total(page, promised)
    expect(page.locator("#results-total")).to_be_in_viewport()
    take_picture(page, "search-state-phone")


def test_the_list_is_filtered_whatever_the_accents_and_asks_nothing_of_the_server(page):
    open_states(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for written, code in (("COTE", "ci"), ("turkiye", "tr"), (" viet ", "vn")):
        page.locator("#filter-state").fill(written)
        expect(page.locator(f"#state-{code}")).to_be_visible()
        expect(page.locator("#state-ke")).to_be_hidden()
    page.locator("#filter-state").press("Enter")
    page.locator("#filter-state").fill("")
    expect(page.locator("#state-ke")).to_be_visible()
    page.locator("#facet-state > summary").tap()
    expect(page.locator("#filter-state")).to_be_hidden()
    assert asked == []


def test_the_menu_opens_leads_on_and_closes(phone):
    phone.goto("/")
    menu = phone.locator("#menu")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Menu", exact=True).tap()
    expect(menu).to_be_visible()
    take_picture(phone, "menu-phone")
    phone.get_by_role("button", name="Close the menu").tap()
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Menu", exact=True).tap()
    menu.get_by_role("link", name="Chapters").tap()
    expect(phone.locator("h1")).to_contain_text("Chapters")


def test_a_state_is_found_in_the_list_of_states(phone):
    phone.goto("/states/")
    phone.get_by_label("Find a State").press_sequentially("keny")
    expect(phone.get_by_role("link", name="Kenya")).to_be_visible()
    expect(phone.get_by_role("heading", name="African States")).to_be_visible()
    expect(phone.get_by_role("heading", name="Asia-Pacific States")).to_be_hidden()
    for written, state in (("Holland", "Netherlands"), ("U.S.A.", "United States of America")):
        phone.get_by_label("Find a State").fill(written)
        expect(phone.locator("#all-states [data-item]:visible")).to_contain_text([state])


def test_what_a_finger_touches_is_large_enough(phone):
    """44 pixels for what stands by itself, as the target of the design says."""
    phone.goto("/search/?q=naloxone&chapter=1")
    phone.locator("#filters > summary").tap()
    for part in ("#filters > summary", ".option", ".chip", ".masthead .button", "#sort"):
        boxes = [place.bounding_box() for place in phone.locator(part).filter(visible=True).all()]
        assert boxes
        assert [box for box in boxes if box["height"] < 44] == [], part


def test_a_practice_on_a_phone(phone):
    phone.goto(PRACTICE)
    take_picture(phone, "practice-phone", full_page=True)
    phone.locator(".contents").get_by_role("link", name="Further material").tap()
    expect(phone.locator("#material-title")).to_be_in_viewport()


def test_the_filters_are_a_sheet_that_holds_the_focus_and_counts(page):
    page.locator("#filters > summary").tap()
    button = page.get_by_role("button", name="Show results")
    expect(button).to_be_in_viewport()
    for part in (".masthead", ".hits", ".footer"):
        expect(page.locator(part)).to_have_js_property("inert", True)
    promised = search.count(page, "chapter", 4)
    search.choose(page, "chapter", 4)
    expect(button).to_have_text(f"Show results ({promised})")
    expect(page.locator(".hits")).to_have_js_property("inert", True)
    take_picture(page, "search-sheet-phone")

    page.keyboard.press("Escape")
    expect(page.locator("#filters > summary")).to_be_focused()
    expect(page.locator("#filters")).not_to_have_attribute("open", "")
    expect(page.locator(".hits")).to_have_js_property("inert", False)


def test_a_list_without_the_letters_says_so(page):
    open_states(page)
    page.locator("#filter-state").fill("atlantis")
    expect(page.get_by_text("No entries match.")).to_be_visible()
    page.locator("#filter-state").fill("ken")
    expect(page.get_by_text("No entries match.")).to_be_hidden()
