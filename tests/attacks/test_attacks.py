"""Every payload in every input, read again in every output: nothing runs, nothing fails.

Rows 15, 16, 17 and 39 of the list of faults. Two oracles: the tree of the page, and Chromium with
the content policy switched off, so that the sanitising is judged alone.
"""

import shutil

import pytest
from django.db import transaction

from common.rich_text import RichTextArea
from common.sanitise import FEATURES
from practices.form_steps import PRACTICE
from practices.templatetags.contribution_tags import safe_html
from tests import people
from tests.browser.conftest import CHROMIUM
from tests.factories import PracticeFactory
from tests.nightly import nightly
from tests.services import missing

from . import chromium, oracle
from .payloads import OWN, payloads
from .visitor import Visitor
from .ways import WAYS, post_editor, post_step, words_for_editor, words_for_step

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.usefixtures("superusers_act"),
]


# The form of strategies is the one of practices with fewer steps, and its admin the same.
STRATEGIES = "guided form of strategies"
each_way = [*(way for way in WAYS if way != STRATEGIES), *nightly(STRATEGIES)]


@pytest.fixture
def visitor(client):
    """Somebody who may do everything: officer, focal point and superuser in one."""
    person = people.focal_point("ke", is_superuser=True, is_staff=True)
    client.force_login(person)
    return Visitor(client)


@pytest.mark.fault(15)
@pytest.mark.share
@pytest.mark.parametrize("way", each_way)
def test_nothing_runs_and_nothing_fails(visitor, way):
    if not shutil.which(CHROMIUM):
        missing("chromium")
    sent = payloads(way)
    for payload in sent:
        visitor.sent = payload
        with transaction.atomic():
            WAYS[way](visitor, payload)
            transaction.set_rollback(True)
    assert visitor.faults == []
    assert len(visitor.pages) >= len(sent)
    assert chromium.what_runs(visitor.pages) == []


@pytest.mark.fault(39)
def test_all_of_our_own_are_shown_clean_and_open_in_the_editor():
    for payload in OWN:
        for html in (payload, f"<p>{payload}</p>", f"<p><b>{payload}"):
            assert oracle.faults(safe_html(html)) == []
            assert RichTextArea(features=FEATURES).format_value(html)


RUNNING = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<p onmouseover=alert(1)>x",
    "<svg><script>alert(1)</script></svg>",
]


def test_both_oracles_see_what_runs():
    assert all(oracle.faults(html) for html in RUNNING)
    pages = [(html, html) for html in RUNNING]
    assert chromium.what_runs([*pages, ("plain", "<p>plain</p>")]) == sorted(RUNNING)


# Otherwise nothing of an attack is ever saved.
def test_the_guided_form_takes_what_is_sent(visitor):
    page = PracticeFactory(title="Plain", publish=False)
    steps = [step for step in PRACTICE if step.fields]
    answers = [post_step(visitor, page, step, words_for_step(step, "Words")) for step in steps]
    assert [answer.status_code for answer in answers] == [302] * len(steps)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Words"


def test_the_editor_takes_what_is_sent(visitor):
    page = PracticeFactory(title="Plain", publish=False)
    answer = post_editor(visitor, page, words_for_editor(page, "Words", {"url": "/words"}))
    assert answer.status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Words"
