"""The way of a visitor in Arabic; in the night in Chinese too, and that of those who write."""

import re
from functools import partial

import pytest
from django.utils.translation import get_language_info
from playwright.sync_api import expect

from tests.nightly import nightly
from tests.said import said as words_said

from .axe import axe_faults, load_axe
from .conftest import NARROW
from .pictures import take_picture
from .server import run_code, run_in

pytestmark = pytest.mark.browser
ADDRESS = "reader-{code}@example.org"
TEXTS = {
    "ar": ("عيادات متنقلة في كيسومو", "تزور سيارة مجهزة ستة أسواق كل أسبوع."),
    "zh-hans": ("基苏木的流动诊所", "一辆医疗车每周前往六个集市。"),
}
LANGUAGE = {"ar": "ar", "zh-hans": "zh"}
KEEP = """
from django.contrib.auth import get_user_model
from accounts.languages import keep_language
for user in get_user_model().objects.filter(groups__name="Secretariat"):
    keep_language(user, {code!r})
"""


@pytest.fixture(params=["ar", *nightly("zh-hans")])
def code(request):
    return request.param


@pytest.fixture
def said(code):
    """The words of the interface in the language: said("Search")."""

    return partial(words_said, code)


def look(page, code, name):
    """In the right language and direction, without faults, on a narrow phone as well."""
    html = page.locator("html")
    expect(html).to_have_attribute("lang", code)
    expect(html).to_have_attribute("dir", "rtl" if get_language_info(code)["bidi"] else "ltr")
    load_axe(page)
    assert axe_faults(page, colours=False) == [], name
    take_picture(page, f"{code}-{name}", full_page=True)
    wide = page.viewport_size
    page.set_viewport_size(NARROW["viewport"])
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["viewport"]["width"]
    take_picture(page, f"{code}-{name}-narrow", full_page=True)
    page.set_viewport_size(wide)


def test_a_visitor_finds_reads_cites_and_orders_an_alert(
    desktop, code, said, mailbox, server_folder
):
    page = desktop
    page.goto("/")
    page.locator(".languages").get_by_role("link", name=_own_name(code)).click()
    page.wait_for_url(f"**/{code}/")
    look(page, code, "home")
    words = page.locator("main input[name=q]")
    words.fill("naloxone")
    words.press("Enter")
    page.wait_for_url(f"**/{code}/search/?*")
    look(page, code, "results")
    page.locator(".entry h3 a, .entry h2 a").first.click()
    page.wait_for_url(re.compile(f"/{code}/(practices|strategies)/"))
    expect(page.get_by_role("heading", name=said("How to cite"))).to_be_visible()
    look(page, code, "practice")

    page.go_back()
    page.locator(".hits__alert").click()
    address = ADDRESS.format(code=code)
    page.get_by_label(said("Email address")).fill(address)
    page.get_by_role("button", name=said("Send confirmation email")).click()
    expect(page.get_by_role("heading", name=said("Check your email"))).to_be_visible()
    run_in(server_folder, "send_mail_queue")
    (mail,) = mailbox.to(address)
    assert mail["Subject"] == said("Please confirm your email alert")
    body = mail.get_body(("plain",)).get_content()
    page.goto(re.search(r"http://\S+/confirm/\S+", body)[0])
    expect(page.locator("html")).to_have_attribute("lang", code)


@pytest.mark.nightly
def test_a_text_is_written_cleared_and_approved(signed_in, code, said, server_folder):
    focal = signed_in("focal_point", "ke")
    _write(focal, code, said)
    focal.locator("main form").get_by_role("checkbox").last.check()
    focal.get_by_role("button", name=said("Clear and submit")).click()
    expect(focal.get_by_role("heading", name=said("Submitted"))).to_be_visible()
    look(focal, code, "submitted")

    title, _summary = TEXTS[code]
    for officer in (signed_in("officer"), signed_in("officer")):
        run_code(server_folder, KEEP.format(code=code))
        officer.goto("/admin/secretariat/queue/")
        expect(officer.locator("html")).to_have_attribute("lang", code)
        officer.get_by_role("link", name=title, exact=True).click()
        officer.get_by_role("button", name=said("Approve"), exact=True).click()
        officer.wait_for_url("**/secretariat/queue/")

    focal.goto(f"/{code}/search/?q={title}")
    focal.get_by_role("link", name=title).first.click()
    expect(focal.get_by_role("heading", name=title)).to_be_visible()
    expect(focal.get_by_role("heading", name=title)).to_have_attribute("lang", LANGUAGE[code])


def _write(page, code, said):
    title, summary = TEXTS[code]
    page.goto("/submit/")
    page.locator(".languages").get_by_role("button", name=_own_name(code)).click()
    page.wait_for_url(f"**/{code}/submit/")
    page.get_by_role("link", name=said("Share a practice or strategy")).click()
    page.get_by_role("button", name=said("Begin")).click()
    expect(page.locator("#errors")).to_be_focused()
    look(page, code, "start")
    page.get_by_label(said("A good practice: something that was done, and what came of it")).check()
    page.get_by_label(said("Title")).fill(title)
    page.get_by_role("button", name=said("Begin")).click()
    page.get_by_label(said("Language of the text")).select_option(LANGUAGE[code])
    page.get_by_label(said("Summary")).fill(summary)
    look(page, code, "basics")
    go_on = page.get_by_role("button", name=said("Save and continue"))
    go_on.click()
    page.get_by_label(said("What was done")).fill(summary)
    go_on.click()
    _heading(page, said("Results and lessons"))
    go_on.click()
    _heading(page, said("Topics"))
    page.get_by_role("checkbox").first.check()
    go_on.click()
    _heading(page, said("Material"))
    page.get_by_role("link", name=said("Continue"), exact=True).click()
    page.locator("#id_contact_name").fill("Wanjiru Kamau")
    page.locator("#id_contact_email").fill("focal@example.org")
    go_on.click()
    _heading(page, said("Check and clear"))
    look(page, code, "check")


def _heading(page, name):
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def _own_name(code):
    return re.compile(get_language_info(code)["name_local"], re.IGNORECASE)
