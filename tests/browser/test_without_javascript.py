"""The search journey where no script runs: links and the submit button do it all."""

import pytest
from playwright.sync_api import expect

from . import search_page as search
from .pictures import take_picture

pytestmark = pytest.mark.browser


@pytest.fixture
def page(without_javascript):
    search.search_from_home(without_javascript, "naloxone")
    return without_javascript


def show_results(page):
    page.get_by_role("button", name="Show results").click()


def test_choices_are_sent_with_the_button(page):
    promised = search.count(page, "chapter", 1)
    search.choose(page, "chapter", 1)
    show_results(page)
    search.expect_total(page, promised)
    search.choose(page, "chapter", 4)
    show_results(page)
    search.expect_address(page, "q=naloxone", "chapter=1", "chapter=4")
    assert search.total(page) > promised
    take_picture(page, "search-without-javascript")

    search.chip(page, "1. Demand reduction").click()
    search.expect_not_in_address(page, "chapter=1")
    expect(page.locator("#chapter-1")).not_to_be_checked()
    page.go_back()
    expect(page.locator("#chapter-1")).to_be_checked()


def test_sorting_and_the_next_page(page):
    page.get_by_label("Sort by").select_option(label="Member State")
    show_results(page)
    search.expect_address(page, "sort=state")
    page.get_by_role("link", name="Next").click()
    search.expect_address(page, "sort=state", "page=2", "q=naloxone")
    title = page.locator(".entry__title").first.inner_text()
    page.locator(".entry__title a").first.click()
    expect(page.locator("h1")).to_have_text(title)
    page.locator("#topics a").first.click()
    search.expect_address(page, "chapter=1")


def test_nothing_is_offered_that_needs_a_script(page):
    page.locator("#facet-state > summary").click()
    expect(page.locator("#state-ke")).to_be_visible()
    expect(page.locator("#filter-state")).to_be_hidden()
    page.goto("/states/")
    expect(page.locator("#find-state")).to_be_hidden()


def test_the_filters_and_the_menu_open_on_a_phone(open_page):
    page = open_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto("/search/?q=naloxone")
    expect(page.locator("#chapter-1")).to_be_hidden()
    page.locator("#filters > summary").click()
    search.choose(page, "chapter", 1)
    show_results(page)
    expect(search.chip(page, "1. Demand reduction")).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").get_by_role("link", name="Member States").click()
    expect(page.locator("h1")).to_have_text("Member States")
