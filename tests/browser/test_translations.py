"""A translation from the State's form to the reader's page, in real browsers."""

import pytest
from playwright.sync_api import expect

from tests.nightly import nightly

from .addresses import PRACTICE
from .axe import axe_faults, load_axe
from .conftest import DESKTOP, PHONE
from .pictures import take_picture
from .server import run_code
from .test_pages import in_arabic

pytestmark = pytest.mark.browser
MACHINE_MADE = (
    "/practices/gb/"
    "take-home-naloxone-supplied-by-ambulance-crews-and-police-custody-nurses-after-a/"
)
OUTDATED = (
    "/practices/mg/epices-pistes-rurales-et-securisation-fonciere-dans-des-communes-enclavees/"
)
NUMBER = f"""
from practices.models import PracticePage
print(PracticePage.objects.get(slug="{PRACTICE.split("/")[-2]}").pk)
"""


def no_faults(page, name):
    load_axe(page)
    take_picture(page, name)
    assert axe_faults(page, colours=name == "translation-phone") == []
    hidden = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(hidden) == 0


def test_written_by_the_state_approved_by_an_officer_and_read(signed_in, open_page, server_folder):
    number = run_code(server_folder, NUMBER).split()[-1]
    author = signed_in("focal_point", "tj")
    author.goto(f"/submit/{number}/")
    author.get_by_role("link", name="Translations").click()
    author.get_by_role("link", name="French").click()
    for field in author.locator(".side-by-side textarea, .side-by-side__field input").all():
        field.fill("Naloxone à emporter")
    no_faults(author, "translation-form")
    author.get_by_label("My State clears this translation").check()
    author.get_by_role("button", name="Clear and submit").click()
    expect(author.get_by_text("waits for approval")).to_be_visible()

    officer = signed_in("officer")
    officer.goto("/admin/secretariat/translations/")
    officer.get_by_role("link", name="Take-home naloxone through peers").click()
    officer.get_by_role("button", name="Approve and publish").click()
    expect(officer.get_by_text("The translation is public now.")).to_be_visible()

    reader = open_page(**PHONE)
    reader.goto(f"/fr{PRACTICE}")
    expect(reader.locator("h1")).to_have_text("Naloxone à emporter")
    no_faults(reader, "translation-phone")
    reader.locator(".versions a").first.tap()
    expect(reader.locator("h1")).to_contain_text("Take-home naloxone")
    expect(reader.locator("html")).to_have_attribute("lang", "fr")  # the interface stays


WITH_MARKUP = f"""
from practices.models import PracticePage
page = PracticePage.objects.get(slug="{PRACTICE.split("/")[-2]}")
page.objectives = '<p>A <b>plan</b> of the <a href="https://example.org/">ministry</a>, 2016</p>'
page.publish(page.save_revision(), way="demonstration")
"""


@pytest.mark.parametrize("options", [PHONE, *nightly(DESKTOP)], ids=["phone", "desktop"])
def test_bold_type_and_links_are_put_around_words_that_are_selected(
    signed_in, server_folder, options
):
    run_code(server_folder, WITH_MARKUP)
    number = run_code(server_folder, NUMBER).split()[-1]
    author = signed_in("focal_point", "tj", **options)
    author.goto(f"/submit/{number}/translations/ar/")
    row = author.locator(".side-by-side__row", has=author.locator(".marks"))
    field = row.locator("textarea")
    field.fill("خطة الوزارة")
    field.evaluate("field => field.setSelectionRange(0, 3)")
    row.get_by_role("button", name="Bold").click()
    expect(field).to_have_value("**خطة** الوزارة")
    field.evaluate("field => field.setSelectionRange(8, field.value.length)")
    row.get_by_role("button", name="ministry").click()
    expect(field).to_have_value("**خطة** [الوزارة](1)")
    author.get_by_label("Status").select_option("official")
    author.get_by_label("Whose official translation").select_option("body")
    author.get_by_role("button", name="Save the draft").click()
    expect(author.get_by_text("Not found in the translation")).to_contain_text("2016")
    expect(field).to_have_value("**خطة** [الوزارة](1)")
    row.scroll_into_view_if_needed()
    no_faults(author, f"translation-marks-{options['viewport']['width']}")
    author.goto(in_arabic(author.url))
    author.locator(".marks").scroll_into_view_if_needed()
    no_faults(author, f"translation-marks-arabic-{options['viewport']['width']}")
    author.goto(f"/submit/{number}/translations/ar/")
    author.get_by_label("Status").select_option("courtesy")
    expect(author.get_by_label("Whose official translation")).to_be_hidden()
    author.get_by_text("Delete this draft").click()
    author.get_by_role("button", name="Delete").click()
    expect(field).to_have_value("")


@pytest.mark.parametrize(
    ("address", "options"),
    [
        (f"/ar{MACHINE_MADE}", PHONE),
        (OUTDATED, DESKTOP),
        *nightly((f"/ar{MACHINE_MADE}", DESKTOP), (OUTDATED, PHONE)),
    ],
    ids=["arabic-phone", "outdated-desktop", "arabic-desktop", "outdated-phone"],
)
def test_no_faults_in_a_translated_page(open_page, address, options):
    page = open_page(**options)
    page.goto(address)
    expect(page.locator(".versions [aria-current]")).to_be_visible()
    no_faults(page, f"translated-{address.split('/')[1]}-{options['viewport']['width']}")
