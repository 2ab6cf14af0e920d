"""A page of the Secretariat in another language: read, written beside the English, agreed to."""

import re

import pytest
from playwright.sync_api import expect

from .axe import axe_faults, load_axe
from .conftest import DESKTOP, NARROW
from .pictures import take_picture
from .server import run_code

pytestmark = pytest.mark.browser
READ = ("/ar/about/", "/ar/focal-points/", "/zh-hans/privacy/", "/fr/", "/fr/accessibility/")
IN_ENGLISH = ("/ar/criteria/", "/zh-hans/accessibility/")
CHANGED = """
from home.models import StandardPage
page = StandardPage.objects.get(slug="about")
introduction = "<p>What the portal is for everybody, and how a State shares a practice.</p>"
StandardPage.objects.filter(pk=page.pk).update(introduction=introduction)
"""
WITHOUT = """
from home.models import PageTranslation, StandardPage
PageTranslation.objects.filter(page__slug="criteria", language="ar").delete()
StandardPage.objects.filter(slug="accessibility").update(title="Access for all")
"""


@pytest.fixture(scope="module")
def server_folder(empty_server_folder):
    return empty_server_folder


@pytest.fixture(scope="module")
def server(empty_server):
    return empty_server


def test_pages_are_readable_on_a_desktop_and_on_a_narrow_phone(desktop):
    for address in READ:
        desktop.set_viewport_size(DESKTOP["viewport"])
        desktop.goto(address)
        load_axe(desktop)
        assert axe_faults(desktop, colours=False) == [], address
        name = address.strip("/").replace("/", "-")
        take_picture(desktop, f"page-{name}", full_page=True)
        desktop.set_viewport_size(NARROW["viewport"])
        width = desktop.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW["viewport"]["width"], address
        take_picture(desktop, f"page-{name}-narrow", full_page=True)


def test_english_on_pages_of_other_languages_reads_from_left_to_right(desktop, server_folder):
    run_code(server_folder, WITHOUT)
    for address in IN_ENGLISH:
        desktop.goto(address)
        load_axe(desktop)
        assert axe_faults(desktop, colours=False) == []
        expect(desktop.locator(".page-language")).to_be_visible()
        take_picture(desktop, f"page-english-{address.strip('/').replace('/', '-')}")
    desktop.goto(IN_ENGLISH[0])
    expect(desktop.locator(".prose")).to_have_css("direction", "ltr")


def test_what_changed_in_english_is_marked_beside_the_field(signed_in, server_folder):
    run_code(server_folder, CHANGED)
    officer = signed_in("officer")
    officer.goto("/admin/secretariat/page-translations/")
    officer.get_by_role("link", name=re.compile("changed since.*About.*Arabic")).click()
    expect(officer.locator(".page-translation__field--changed ins")).to_contain_text("everybody")
    load_axe(officer)
    assert axe_faults(officer) == []
    officer.set_viewport_size({"width": 390, "height": 844})
    assert officer.evaluate("document.documentElement.scrollWidth") <= 390
    officer.set_viewport_size({"width": 1280, "height": 1400})
    take_picture(officer, "page-translation-changed", full_page=True)


def test_an_officer_writes_beside_the_english_and_another_one_agrees(signed_in, desktop):
    first, second = signed_in("officer"), signed_in("officer")
    first.goto("/admin/secretariat/page-translations/")
    take_picture(first, "page-translations", full_page=True)
    first.get_by_role("link", name=re.compile("up to date.*Contact, Arabic")).click()
    title = first.get_by_label("Title (Arabic)")
    expect(title).to_have_attribute("dir", "rtl")
    title.fill("اتصلوا بنا")
    # Rich text is written in Wagtail's editor.
    editor = first.locator(".public-DraftEditor-content").first
    editor.click()
    first.keyboard.press("Control+End")
    first.keyboard.type(" وشكرا.")
    expect(first.locator("[name=introduction]")).to_have_value(re.compile("وشكرا"))  # in a moment
    take_picture(first, "page-translation", full_page=True)
    first.get_by_role("button", name="Propose", exact=True).click()
    first.wait_for_url("**/proposals/*/")
    second.goto(first.url)
    take_picture(second, "page-translation-proposal", full_page=True)
    second.get_by_role("button", name="Apply").click()
    second.wait_for_url("**/proposals/")
    desktop.goto("/ar/contact/")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("اتصلوا بنا")
    expect(desktop.locator(".lead")).to_contain_text("لجنة المخدرات. وشكرا.")
    expect(desktop.locator(".prose a").first).to_have_attribute("href", "/ar/contact/report/")
