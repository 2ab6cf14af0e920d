"""The tests' own eyes: a fault put into a page must be seen."""

import pytest
from playwright.sync_api import expect

from .axe import axe_faults, load_axe
from .watch import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def own_watch(desktop, server):
    """A second watch over the page, so that the faults of these tests stay theirs."""
    own_watch = Watch(server)
    own_watch.over(desktop.context)
    return own_watch


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<script>console.error('broken')</script>", "console: broken"),
        ("<script>throw new Error('broken')</script>", "broken"),
        ("<img src='/missing.png' alt=''>", "answer 404"),
        ("<img src='http://elsewhere.invalid/x.png' alt=''>", "another site"),
    ],
)
def test_a_fault_of_a_page_is_seen(desktop, watch, own_watch, markup, fault):
    watch.tolerate("")
    desktop.route("**/faulty/", lambda route: route.fulfill(content_type="text/html", body=markup))
    desktop.goto("/faulty/", wait_until="networkidle")
    assert any(fault in seen for seen in own_watch.faults)


def test_a_page_without_faults_gives_none(desktop, own_watch):
    desktop.goto("/", wait_until="networkidle")
    assert own_watch.faults == []


def test_axe_sees_a_fault(desktop):
    desktop.goto("/about/")
    desktop.evaluate("document.querySelector('main').innerHTML += '<img>'")
    load_axe(desktop)
    expect(desktop.locator("main img")).to_have_count(1)
    assert any(fault.startswith("image-alt") for fault in axe_faults(desktop))
