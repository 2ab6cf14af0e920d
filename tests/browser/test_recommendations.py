"""Recommendations of subsidiary bodies: what is open, in any width and direction."""

import pytest
from playwright.sync_api import expect

from tests.nightly import nightly

from .axe import axe_faults, load_axe
from .conftest import DESKTOP, NARROW, PHONE
from .pictures import take_picture

pytestmark = pytest.mark.browser
BODY = "/meetings/bodies/honlea-africa/"
MEETING = "/meetings/honlea-africa-27/"
WIDTH = "document.documentElement.scrollWidth"


def expect_sound(page, width):
    load_axe(page)
    assert axe_faults(page) == []
    assert page.evaluate(WIDTH) <= width["viewport"]["width"]


def test_two_clicks_from_the_body_to_an_open_recommendation(desktop):
    desktop.goto(BODY)
    desktop.get_by_role("link", name="are open").click()
    expect(desktop.get_by_label("State of implementation")).to_have_value("open")
    expect_sound(desktop, DESKTOP)
    take_picture(desktop, "recommendations-open", full_page=True)
    desktop.get_by_role("link", name="Governments should tell each other of parcels").click()
    expect(desktop.locator("dl.facts")).to_contain_text("Open")
    expect(desktop.locator("#replies")).to_contain_text("2 States that it names have not reported.")


@pytest.mark.parametrize(
    ("prefix", "width"),
    [
        ("", DESKTOP),
        ("/ar", NARROW),
        *nightly(("", NARROW), ("", PHONE), ("/ar", PHONE), ("/ar", DESKTOP)),
    ],
)
def test_the_tables_fit_every_width_in_both_directions(open_page, prefix, width):
    page = open_page(**width)
    size = width["viewport"]["width"]
    page.goto(prefix + MEETING)
    table = page.locator("#reported-later table")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(table.get_by_role("rowheader").first).to_be_visible()
    expect_sound(page, width)
    table.scroll_into_view_if_needed()
    take_picture(
        page,
        f"reviewed{prefix.replace('/', '-')}-{size}",
        full_page=size > NARROW["viewport"]["width"],
    )
    table.get_by_role("columnheader").nth(1).get_by_role("link").click()
    expect(page.locator("#replies tbody tr")).to_have_count(3)
    expect_sound(page, width)
    take_picture(page, f"recommendation{prefix.replace('/', '-')}-{size}", full_page=True)
    page.goto(f"{prefix}{BODY}recommendations/")
    expect_sound(page, width)
    take_picture(page, f"recommendations{prefix.replace('/', '-')}-{size}", full_page=True)
