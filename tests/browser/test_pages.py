"""Every kind of page, opened once and asked everything.

Its content policy, its weight, what axe finds, and what sticks out, in every width, colour scheme
and direction.
"""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override
from playwright.sync_api import expect

from common.localized_urls import localized
from tests.nightly import NIGHTLY

from .addresses import FOUND, PAGES, STATUS
from .axe import axe_faults, load_axe
from .conftest import DESKTOP, NARROW
from .lines import open_everything, too_long
from .person_pages import pages_of_a_focal_point
from .pictures import take_picture
from .policy import expect_strict

pytestmark = pytest.mark.browser
MOST_BYTES = 150_000  # what a visitor on a slow line waits for
WAGTAILS_OWN = {"sign-in", "password forgotten"}  # with the styles and scripts of its editor
COUNTED = {"document", "stylesheet", "script", "font"}
# By day: where colours differ, and pages whose template axe has looked at already.
COLOURS = {"home", "search with results", "practice", "coverage", "compare", "alert", "sign-in"}
COLOURS_IN_THE_FORM = {"account", "step basics", "check", "translation"}
SAME_TEMPLATE = {
    "search mistyped",
    "search too long",
    "practice in Arabic",
    "state that shared nothing",
    "problem reported",
}


def look_at(page, scheme, size):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size["viewport"])


def expect_no_faults(page, colours=True):
    """As it stands: nothing for axe to report, and nothing wider than the window."""
    assert axe_faults(page, colours) == [], page.url
    assert overflow(page) <= 0, page.url


def overflow(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def expect_no_faults_anywhere(page, number=0, colours=True):
    """Light and wide in English, dark and narrow in Arabic.

    By day one of the two, by turns: even numbers and odd ones. In the night both.
    """
    if NIGHTLY or number % 2 == 0:
        look_at(page, "light", DESKTOP)
        load_axe(page)
        expect_no_faults(page, colours)
        look_at(page, "light", NARROW)
        assert too_long(page) == [], page.url
    if NIGHTLY or number % 2 == 1:
        look_at(page, "dark", NARROW)
        page.goto(in_arabic(page.url))
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        load_axe(page)
        expect_no_faults(page, colours)
        assert too_long(page) == [], page.url


def in_arabic(url):
    parts = urlsplit(url)
    return parts._replace(path=localized(parts.path, "ar")).geturl()


def weight(answers, sizes):
    """Bytes of a page as it is sent; compressed here, which the development server does not do.

    `sizes` are those by address of the pages before: what the window has kept is not sent again
    (304), and counts as well.
    """
    sent = (answer for answer in answers if answer.request.redirected_to is None)
    counted = [answer for answer in sent if answer.request.resource_type in COUNTED]
    sizes |= {each.url: len(gzip.compress(each.body())) for each in counted if each.status != 304}
    return sum(sizes[answer.url] for answer in counted)


@pytest.mark.share
@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6")
@pytest.mark.fault(23)
def test_pages_have_no_faults(desktop):
    """In one window: it keeps styles and scripts from page to page, and all of them are weighed."""
    answers, sizes = [], {}
    desktop.on("response", lambda answer: answers.append(answer))
    for number, (name, address) in enumerate(PAGES.items()):
        look_at(desktop, "light", DESKTOP)
        answers.clear()
        answer = desktop.goto(address, wait_until="networkidle")
        assert answer.status == STATUS.get(name, 200), name
        expect_strict(answer)
        assert {"document", "stylesheet"} <= {each.request.resource_type for each in answers}
        assert name in WAGTAILS_OWN or 1_000 < weight(answers, sizes) < MOST_BYTES, name
        expect(desktop.locator("h1")).to_have_count(1)
        if NIGHTLY or name not in SAME_TEMPLATE:
            expect_no_faults_anywhere(desktop, number, name in COLOURS)


@pytest.mark.share
@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6")
def test_pages_of_a_focal_point_have_no_faults(signed_in):
    page = signed_in("focal_point", "ke")
    for number, (name, address) in enumerate(pages_of_a_focal_point(page).items()):
        expect_strict(page.goto(address, wait_until="networkidle"))
        expect_no_faults_anywhere(page, number, name in COLOURS_IN_THE_FORM)


def test_the_search_with_everything_open_has_no_faults(desktop):
    desktop.goto(FOUND)
    open_everything(desktop)
    # The button stays in the window; what scrolls below it looks like a small target to axe.
    desktop.locator(".filters__apply").evaluate("button => (button.style.position = 'static')")
    load_axe(desktop)
    look_at(desktop, "light", NARROW)
    expect_no_faults(desktop, colours=False)


def test_the_open_menu_has_no_faults(narrow):
    narrow.goto("/")
    narrow.get_by_role("button", name="Menu", exact=True).click()
    load_axe(narrow)
    for scheme in ("light", "dark"):
        look_at(narrow, scheme, NARROW)
        expect_no_faults(narrow)


@pytest.mark.share
@pytest.mark.parametrize(("number", "status"), [(0, 500), (1, 503)])
def test_the_page_for_a_fault_of_the_server_has_no_faults(desktop, number, status):
    def answer(route):
        with override(get_language_from_path(urlsplit(route.request.url).path) or "en"):
            body = render_to_string(f"{status}.html")
        route.fulfill(status=status, content_type="text/html", body=body)

    desktop.route("**/fault/", answer)
    desktop.goto("/fault/")
    expect_no_faults_anywhere(desktop, number)


@pytest.mark.parametrize("name", ["home", "search with results", "practice in Arabic"])
def test_pictures_of_a_page_from_right_to_left(narrow, name):
    """The frame of the page turns round: the menu stands left of the name."""
    narrow.goto(localized(PAGES[name], "ar"))
    menu = narrow.locator(".masthead [popovertarget=menu]").first.bounding_box()
    assert menu["x"] < narrow.locator(".wordmark").bounding_box()["x"]
    take_picture(narrow, f"{name.replace(' ', '-')}-rtl")


def test_a_practice_names_the_address_it_was_opened_at(desktop, server):
    desktop.goto(f"{PAGES['practice']}?from=newsletter")
    address = f"{server}{PAGES['practice']}"
    expect(desktop.locator("link[rel=canonical]")).to_have_attribute("href", address)
    lasting = re.compile(rf"{re.escape(server)}/id/\d+/\s*$")
    expect(desktop.locator(".citation")).to_contain_text(lasting)


def test_a_text_keeps_its_own_direction(desktop):
    desktop.goto(f"{PAGES['practice in Arabic']}?text=original")
    for place, direction in (("h1", "rtl"), (".lead", "rtl"), (".facts", "ltr")):
        expect(desktop.locator(place)).to_have_css("direction", direction)
