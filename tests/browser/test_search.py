"""The search journey with a mouse on a wide screen, where htmx replaces the results."""

import pytest
from playwright.sync_api import expect

from . import search_page as search
from .addresses import FOUND, PRACTICE
from .pictures import take_picture

pytestmark = pytest.mark.browser


@pytest.fixture
def page(desktop):
    """The results for one word, in a page that would forget its mark when loaded again."""
    search.search(desktop, "naloxone")
    desktop.evaluate("window.notReloaded = true")
    return desktop


def expect_not_reloaded(page):
    assert page.evaluate("window.notReloaded") is True


def test_words_typed_on_the_home_page_are_found(desktop):
    search.search_from_home(desktop, "naloxone")
    assert search.total(desktop) > 0
    expect(desktop.locator(".entry__title").first).to_contain_text("naloxone", ignore_case=True)
    expect(desktop.locator("mark").first).to_be_visible()
    take_picture(desktop, "search-desktop")


def test_choices_narrow_the_results_without_loading_the_page_again(page):
    everything = search.total(page)
    challenges = search.counts(page, "challenge")
    promised = search.count(page, "chapter", 1)
    search.choose(page, "chapter", 1)
    search.expect_total(page, promised)
    assert promised < everything
    assert search.counts(page, "challenge") != challenges
    search.choose(page, "chapter", 4)
    expect(search.chip(page, "1. Demand reduction")).to_be_visible()
    expect(search.chip(page, "4. Cross-cutting")).to_be_visible()
    assert promised < search.total(page) < everything
    search.expect_address(page, "q=naloxone", "chapter=1", "chapter=4")
    expect_not_reloaded(page)
    take_picture(page, "search-chapters-desktop")


def test_a_removed_chip_takes_its_choice_along_and_back_restores_both(page):
    search.choose(page, "chapter", 1)
    search.expect_address(page, "chapter=1")
    search.choose(page, "chapter", 4)
    search.expect_address(page, "chapter=4")
    both = search.total(page)
    search.chip(page, "1. Demand reduction").click()
    search.expect_not_in_address(page, "chapter=1")
    expect(search.chip(page, "1. Demand reduction")).to_have_count(0)
    expect(page.locator("#chapter-1")).not_to_be_checked()
    expect(page.locator("#chapter-4")).to_be_checked()
    assert search.total(page) < both
    expect_not_reloaded(page)

    page.go_back()
    search.expect_total(page, both)
    for number in (1, 4):
        expect(page.locator(f"#chapter-{number}")).to_be_checked()
    expect(search.chip(page, "1. Demand reduction")).to_be_visible()


def test_all_chips_go_at_once_and_the_words_stay(desktop):
    desktop.goto(FOUND)
    search.chip(desktop, "Clear all filters").click()
    search.expect_not_in_address(desktop, "chapter=1")
    search.expect_address(desktop, "q=naloxone")
    expect(desktop.locator(".chips")).to_have_count(0)
    expect(desktop.locator("#q")).to_have_value("naloxone")


def test_sorting_and_the_next_page(page):
    everything = search.total(page)
    page.get_by_label("Sort by").select_option(label="Member State")
    search.expect_address(page, "sort=state")
    states = page.locator(".entry__state").all_inner_texts()
    assert states == sorted(states)
    page.get_by_role("link", name="Next").click()
    search.expect_address(page, "sort=state", "page=2", "q=naloxone")
    expect(page.locator(".hits__range")).to_have_text(f"Showing 21 to {everything}")
    expect(page.locator("#results-total")).to_be_in_viewport()
    assert page.locator(".entry__state").first.inner_text() >= states[-1]
    expect_not_reloaded(page)


def test_back_from_a_practice_leads_to_the_same_results(page):
    search.choose(page, "chapter", 4)
    search.expect_address(page, "chapter=4")
    found = page.locator(".entry__title").all_inner_texts()
    page.locator(".entry__title a").nth(2).click()
    expect(page.locator("h1")).to_have_text(found[2])
    page.go_back()
    expect(page.locator(".entry__title")).to_have_text(found)
    expect(page.locator("#chapter-4")).to_be_checked()


def test_new_words_keep_the_choices(desktop):
    desktop.goto(FOUND)
    desktop.locator("#q").fill("prison")
    desktop.locator("#q").press("Enter")
    search.expect_address(desktop, "q=prison", "chapter=1", "chapter=4")
    expect(desktop.locator("#results-total")).to_contain_text("prison")
    expect(search.chip(desktop, "4. Cross-cutting")).to_be_visible()


def test_words_are_offered_while_typing(desktop):
    desktop.goto("/search/")
    desktop.locator("#q").press_sequentially("keny")
    expect(desktop.locator("#suggestions option[value='Kenya']")).to_be_attached()
    search.expect_not_in_address(desktop, "q=keny")


def test_a_long_list_stays_open_and_scrolled(page):
    page.locator("#facet-state > summary").click()
    page.locator("#state-zm").scroll_into_view_if_needed()
    scrolled = page.locator("#options-state").evaluate("list => list.scrollTop")
    assert scrolled > 0
    search.choose(page, "state", "zm")
    expect(search.chip(page, "Zambia")).to_be_visible()
    expect(page.locator("#options-state")).to_have_js_property("scrollTop", scrolled)


def test_what_is_typed_into_a_list_stays(page):
    page.locator("#facet-state > summary").click()
    page.locator("#filter-state").fill("united")
    search.choose(page, "state", "us")
    expect(search.chip(page, "United States of America")).to_be_visible()
    expect(page.locator("#filter-state")).to_have_value("united")
    expect(page.locator("#state-gb")).to_be_visible()
    expect(page.locator("#state-ke")).to_be_hidden()


def test_an_answer_that_is_no_page_of_results_is_shown_as_a_page(page, watch):
    watch.tolerate("503")
    page.route("**/search/?*chapter=2*", lambda route: route.fulfill(status=503, body="Later."))
    search.choose(page, "chapter", 2)
    expect(page.get_by_text("Later.")).to_be_visible()
    search.expect_address(page, "q=naloxone", "chapter=2")


def test_a_practice_gives_its_annex_and_its_topics_lead_back(desktop):
    desktop.goto(PRACTICE)
    take_picture(desktop, "practice-desktop", full_page=True)
    with desktop.expect_download() as download:
        desktop.locator("#material").get_by_role("link", name="Reversal card").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    title = desktop.locator("h1").inner_text()
    desktop.locator("#topics").get_by_role("link", name="Demand reduction").click()
    search.expect_address(desktop, "chapter=1")
    expect(search.chip(desktop, "1. Demand reduction")).to_be_visible()
    desktop.locator("#q").fill(title)
    desktop.locator("#q").press("Enter")
    expect(desktop.locator(".entry__title").first).to_have_text(title)


def test_a_practice_leads_to_the_page_of_its_state(desktop):
    desktop.goto(PRACTICE)
    title = desktop.locator("h1").inner_text()
    desktop.locator(".facts").get_by_role("link", name="Tajikistan").click()
    expect(desktop.locator("h1")).to_have_text("Tajikistan")
    expect(desktop.get_by_role("link", name=title)).to_be_visible()
