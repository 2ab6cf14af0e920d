"""No string is longer than its box: every kind of page in six languages, 320 pixels wide.

In English and in Arabic test_pages.py asks the same on its way.
"""

import re

import pytest
from django.conf import settings

from common.localized_urls import localized
from tests.nightly import nightly

from .addresses import PAGES, STATUS
from .conftest import NARROW
from .lines import too_long
from .person_pages import pages_of_a_focal_point
from .server import run_code

pytestmark = pytest.mark.browser
CODES = [code for code, _name in settings.LANGUAGES]
LONGEST = "ru"
each_code = [LONGEST, *nightly(*(code for code in CODES if code not in ("en", "ar", LONGEST)))]

INVITE = """
from django.urls import reverse
from submission.models import Invitation
from tests import people
from tests.factories import member_state
_row, token = Invitation.issue("narrow@example.org", member_state("ke"), people.officer())
print(reverse("invitation", args=[token]))
"""


def faults_on(page, pages, code):
    """{name of the page: what reaches out}"""
    page.set_viewport_size(NARROW["viewport"])
    faults = {}
    for name, address in pages.items():
        answer = page.goto(localized(address, code))
        assert answer.status == STATUS.get(name, 200), address
        faults[name] = too_long(page)
    return {name: found for name, found in faults.items() if found}


@pytest.mark.parametrize("code", each_code)
def test_on_public_pages(desktop, code):
    assert faults_on(desktop, PAGES, code) == {}


def test_on_the_page_of_an_invitation(desktop, server_folder):
    printed = run_code(server_folder, INVITE)
    pages = {"invitation": re.search(r"/submit/invitation/\S+/", printed)[0]}
    assert {code: found for code in CODES if (found := faults_on(desktop, pages, code))} == {}


@pytest.mark.parametrize("code", each_code)
def test_on_pages_of_a_focal_point(signed_in, code):
    person = signed_in("focal_point", "ke")
    pages = pages_of_a_focal_point(person)
    pages |= pages_of_a_focal_point(person, "A national strategy")
    assert faults_on(person, pages, code) == {}
