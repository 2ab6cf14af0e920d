"""Where a visitor has gone wrong, the page says so and leads on."""

import pytest
from playwright.sync_api import expect

from . import search_page as search
from .addresses import MISSING, MISTYPED, NOTHING, PAST_THE_END, TOO_LONG
from .pictures import take_picture

pytestmark = pytest.mark.browser


def test_no_results_offer_a_smaller_step(desktop):
    desktop.goto(NOTHING)
    expect(desktop.get_by_role("heading", name="No results found.")).to_be_visible()
    take_picture(desktop, "nothing-desktop")
    for name in ("The same words without filters", "Only “naloxone”", "Everything that has been"):
        desktop.get_by_role("link", name=name).click()
        search.expect_not_in_address(desktop, "state=fj")
        assert search.total(desktop) > 0, name
        desktop.go_back()
        search.expect_address(desktop, "state=fj")


def test_words_that_stand_nowhere_together_are_found_apart(desktop):
    desktop.goto("/search/?q=naloxone+zzqx")
    expect(desktop.locator(".hits__notices")).to_contain_text("some of them")
    assert search.total(desktop) > 0


def test_mistyped_parameters_are_named_and_the_rest_is_searched(desktop):
    desktop.goto(MISTYPED)
    notices = desktop.locator(".hits__notices .notice")
    expect(notices).to_have_count(4)
    for value in ("“99”", "“atlantis”", "“random”", "“x”"):
        expect(notices.filter(has_text=value)).to_be_visible()
    assert search.total(desktop) > 0
    take_picture(desktop, "mistyped-desktop")


def test_a_very_long_text_is_answered_and_can_be_shortened(desktop):
    desktop.goto(TOO_LONG)
    notice = desktop.locator(".notice", has_text="first 5000 characters")
    expect(notice).to_be_visible()
    desktop.locator("#q").fill("naloxone")
    desktop.locator("#q").press("Enter")
    expect(desktop.locator("#results-total")).to_contain_text("naloxone")
    expect(notice).to_have_count(0)


def test_a_page_past_the_end_leads_to_the_last(desktop):
    desktop.goto(PAST_THE_END)
    desktop.get_by_role("link", name="Go to the last page").click()
    search.expect_address(desktop, "page=2")
    expect(desktop.locator(".entry").first).to_be_visible()


def test_a_missing_page_offers_a_search_and_the_way_home(desktop):
    assert desktop.goto(MISSING).status == 404
    expect(desktop.get_by_role("heading", name="Page not found.")).to_be_visible()
    take_picture(desktop, "missing-desktop")
    desktop.locator("#missing-q").fill("naloxone")
    desktop.locator("#missing-q").press("Enter")
    expect(desktop.locator("#results-total")).to_contain_text("naloxone")
    desktop.go_back()
    desktop.get_by_role("link", name="Go to the home page").click()
    expect(desktop.locator("#home-q")).to_be_visible()
