"""Results of an assessment as people see them: on a phone, mirrored, on paper, and in files."""

import io
import json

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.nightly import nightly

from .axe import axe_faults, load_axe
from .conftest import DESKTOP, NARROW, PHONE
from .server import run_code

pytestmark = pytest.mark.browser
MADE = """
import json
from datetime import timedelta
from itertools import cycle
from django.urls import reverse
from django.utils import timezone
from tests.workshops.made import Made
from workshops import answers, rooms
from workshops.models import Assessment
made = Made()
earlier = rooms.begin_assessment(made.room, made.assessment.text, "Assessment of 2024")
Assessment.objects.filter(pk=earlier.pk).update(begun_on=timezone.localdate() - timedelta(days=700))
said = cycle(["in_place", "partly", "none", "planned", "in_place", "not_applicable", "", "partly"])
for number, item in enumerate(made.items[:-20]):
    more = {"lead": "Ministry of Health"}
    if number % 7 == 0:
        more |= {"next_step": "Draft the regulation", "owner": "Justice", "priority": number == 14}
        more |= {"next_date": f"202{6 + number % 3}-05-0{1 + number % 9}"}
        more |= {"assistance": "Training\\nModel legislation", "assistance_from": "UNODC"}
    answers.keep(answers.answer_of(made.assessment, None, item), {"status": next(said)} | more)
for item, status in zip(made.items, cycle(["none", "planned", "partly"])):
    answers.keep(answers.answer_of(earlier, None, item), {"status": status})
print(json.dumps(reverse("workshop_results", args=[made.room.uid, made.assessment.pk, "agreed"])))
"""
WIDER = "document.documentElement.scrollWidth - innerWidth"
OVERFLOWS = """() => [...document.querySelectorAll('.scrolled')].map(
    each => getComputedStyle(each).overflowX
)"""
# Where the first part of each bar begins, counted from the side where the page begins.
BEGINNINGS = """() => [...document.querySelectorAll('.stacks .stack')].map(bar => {
    const whole = bar.getBoundingClientRect();
    const part = bar.querySelector('rect').getBoundingClientRect();
    return Math.round(document.dir === 'rtl' ? whole.right - part.right : part.left - whole.left);
})"""


@pytest.fixture(scope="module")
def server_folder(empty_server_folder):
    return empty_server_folder


@pytest.fixture(scope="module")
def server(empty_server):
    return empty_server


@pytest.fixture(scope="module")
def results(server, server_folder):
    return json.loads(run_code(server_folder, MADE))


@pytest.mark.parametrize(
    ("options", "language"),
    [(NARROW, "/ar"), (DESKTOP, "/ar"), *nightly((PHONE, ""))],
    ids=["narrow mirrored", "desktop mirrored", "phone"],
)
def test_no_fault_that_axe_finds_and_nothing_sticks_out(signed_in, results, options, language):
    page = signed_in("focal_point", "ke", **options)
    page.goto(f"{language}{results}")
    load_axe(page)
    assert axe_faults(page, colours=options == NARROW) == []
    assert page.evaluate(WIDER) <= 0
    beginnings = page.evaluate(BEGINNINGS)
    assert len(beginnings) > 1
    assert set(beginnings) <= {-1, 0, 1}


def test_each_part_of_a_bar_is_told_by_its_number_and_its_pattern(signed_in, results):
    page = signed_in("focal_point", "ke", **DESKTOP)
    page.goto(results)
    bar = page.locator(".stacks .stack").nth(1)
    label = bar.get_attribute("aria-label")
    numbers = bar.locator("text").all_text_contents()
    assert [part.split(": ")[1] for part in label.split(", ")] == numbers
    fills = bar.locator("rect").evaluate_all("all => all.map(each => each.getAttribute('fill'))")
    assert len(set(fills)) == len(fills) == len(numbers) > 3


def test_on_paper_tables_are_whole_and_buttons_are_gone(signed_in, results):
    page = signed_in("focal_point", "ke", **PHONE)
    page.emulate_media(media="print")
    page.goto(results)
    expect(page.get_by_text("Download for Word")).to_be_hidden()
    overflows = page.evaluate(OVERFLOWS)
    assert len(overflows) >= 5
    assert set(overflows) == {"visible"}


def test_the_word_file_comes_down_and_says_what_the_page_says(signed_in, results):
    page = signed_in("focal_point", "ke", **DESKTOP)
    page.goto(results)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download for Word").click()
    document = Document(io.BytesIO(download.value.path().read_bytes()))
    first = page.locator("section[aria-labelledby=plan] tbody tr").first
    assert document.tables[3].rows[1].cells[1].text == first.locator("td").first.inner_text()


def test_erasure_and_facts_have_no_fault_that_axe_finds(signed_in, results):
    page = signed_in("focal_point", "ke", **NARROW)
    for address in ("/submit/workshops/erase/ke/", "/ar/workshops/", "/workshops/kn-2019/"):
        page.goto(address)
        load_axe(page)
        assert axe_faults(page, colours=False) == []
        assert page.evaluate(WIDER) <= 0
    page.goto("/submit/workshops/erase/ke/")
    page.get_by_label("Name of the Member State").fill("Kenya")
    page.get_by_role("button", name="Ask for the erasure").click()
    expect(page.get_by_role("heading", name="Under way")).to_be_visible()
    load_axe(page)
    assert axe_faults(page) == []
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("button", name="Ask for the erasure")).to_be_visible()
