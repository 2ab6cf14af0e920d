"""An officer makes a session pack; its file is read without the portal beside it."""

import pytest
from playwright.sync_api import expect

from tests.nightly import nightly

from .axe import axe_faults, load_axe
from .conftest import DESKTOP, NARROW
from .pictures import FOLDER, take_picture
from .test_statements import WIDTH

pytestmark = pytest.mark.browser
PACKS = "/admin/packs/"


def made(page, about, language):
    page.goto(PACKS)
    page.get_by_label("Theme or meeting").select_option(about)
    page.locator("select[name=language]").select_option(language)
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_text("The pack is made.")).to_be_visible()
    expect(page.get_by_text("All that it names is still public.")).to_be_visible()


def downloaded(page, name, kind):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    file = FOLDER / f"pack-{kind}"
    waiting.value.save_as(file)
    return file


@pytest.mark.parametrize(
    ("about", "language", "direction"),
    [
        ("meeting:thematic-2020", "ar", "rtl"),
        *nightly(("challenge:medical-access", "en", "ltr")),
    ],
)
def test_a_pack_is_made_and_read_on_its_own(signed_in, browser, about, language, direction):
    page = signed_in("officer")
    made(page, about, language)
    take_picture(page, f"pack-admin-{language}", full_page=True)
    downloaded(page, "Word", f"{language}.docx")
    file = downloaded(page, "HTML", f"{language}.html")
    for size in (DESKTOP, NARROW):
        context = browser.new_context(**size)
        alone = context.new_page()
        alone.goto(f"file://{file}")
        expect(alone.locator("html")).to_have_attribute("dir", direction)
        expect(alone.locator("h1")).to_be_visible()
        expect(alone.locator("thead th").first).to_be_visible()
        load_axe(alone)
        assert axe_faults(alone, colours=size == DESKTOP) == []
        assert alone.evaluate(WIDTH) <= size["viewport"]["width"]
        take_picture(alone, f"pack-{language}-{size['viewport']['width']}", full_page=True)
        context.close()
    page.goto(PACKS)
    expect(page.get_by_role("heading", name="Made before")).to_be_visible()
    take_picture(page, "pack-list")
