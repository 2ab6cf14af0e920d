"""No string is longer than its box: every kind of page in six languages, 320 pixels wide."""

import re

import pytest
from django.conf import settings

from common.localized_urls import localized
from tests.nightly import nightly

from .addresses import PAGES, STATUS
from .conftest import NARROW
from .person_pages import pages_of_a_focal_point
from .server import run_code

pytestmark = pytest.mark.browser
CODES = [code for code, _name in settings.LANGUAGES]
BY_DAY = ("ar", "ru")  # from right to left; the longest words
each_code = [*BY_DAY, *nightly(*(code for code in CODES if code not in BY_DAY))]
# Lines of text that reach out of the block they stand in, or out of the window. What scrolls by
# itself and what only screen readers are given is left out.
TOO_LONG = """async () => {
    await document.fonts.ready;
    const faults = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement;
        if (!text.data.trim() || !parent.checkVisibility({visibilityProperty: true})) continue;
        let block = parent;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const box = block.getBoundingClientRect();
        if (box.width <= 1 || parent.closest(".visually-hidden")) continue;
        let scrolls = false;
        for (let each = block; each && each !== document.body; each = each.parentElement) {
            scrolls ||= ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
        }
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const line of range.getClientRects()) {
            const outside = line.right > box.right + 1 || line.left < box.left - 1
                || (!scrolls && (line.right > innerWidth + 1 || line.left < -1));
            if (outside) {
                const place = `${block.tagName.toLowerCase()}.${block.className}`;
                faults.add(`${place}: ${text.data.trim().slice(0, 60)}`);
            }
        }
    }
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) faults.add(`the page is ${wide} pixels wider than the window`);
    return [...faults];
}"""

INVITE = """
from django.urls import reverse
from submission.models import Invitation
from tests import people
from tests.factories import member_state
_row, token = Invitation.issue("narrow@example.org", member_state("ke"), people.officer())
print(reverse("invitation", args=[token]))
"""


def too_long(page, pages, code):
    """{name of the page: what reaches out}"""
    page.set_viewport_size(NARROW["viewport"])
    faults = {}
    for name, address in pages.items():
        answer = page.goto(localized(address, code))
        assert answer.status == STATUS.get(name, 200), address
        page.evaluate("document.querySelectorAll('details').forEach(part => (part.open = true))")
        faults[name] = page.evaluate(TOO_LONG)
    return {name: found for name, found in faults.items() if found}


@pytest.mark.parametrize("code", each_code)
def test_on_public_pages(desktop, code):
    assert too_long(desktop, PAGES, code) == {}


def test_on_the_page_of_an_invitation(desktop, server_folder):
    printed = run_code(server_folder, INVITE)
    pages = {"invitation": re.search(r"/submit/invitation/\S+/", printed)[0]}
    assert {code: found for code in CODES if (found := too_long(desktop, pages, code))} == {}


def test_on_pages_of_a_focal_point(signed_in):
    person = signed_in("focal_point", "ke")
    pages = pages_of_a_focal_point(person)
    pages |= pages_of_a_focal_point(person, "A national strategy")
    assert {code: found for code in CODES if (found := too_long(person, pages, code))} == {}
