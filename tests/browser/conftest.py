"""A server with the sample content, Chromium, and pages whose silent faults fail the test.

Everything ends with this package: Django refuses database work while Playwright's event loop
runs, so a browser left open would fail the tests that follow.
"""

import shutil
from functools import partial

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.mailbox import Mailbox
from tests.services import missing

from . import checkers
from .server import running_server, sign_in
from .watch import Watch

# The shell is Chromium without a window: the same pages for a third of the processor's time.
CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MILLISECONDS_TO_WAIT = 30_000  # only a fault waits so long
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
NARROW = {"viewport": {"width": 320, "height": 640}}  # a desktop window at 400 per cent zoom


@pytest.fixture(scope="package")
def server_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def faults():
    """What html-validate and pa11y say about pages, by name: faults({"home": html})."""
    checkers.need()
    return partial(checkers.faults, chromium=CHROMIUM)


@pytest.fixture(scope="package")
def mailbox():
    """A real SMTP receiver; `mailbox.fetch(folder)` sends what the server of the folder queued."""
    with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture(scope="package")
def server(server_folder, mailbox):
    """The address of the server, the same for all tests but those of a file with its own."""
    with running_server(server_folder, EMAIL_URL=mailbox.url) as address:
        yield address


@pytest.fixture(scope="package")
def empty_server_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("empty-server")


@pytest.fixture(scope="package")
def empty_server(empty_server_folder):
    """Its only content is the page tree, and what the tests of its files write: `server` there."""
    with running_server(empty_server_folder, content="prepare_portal") as address:
        yield address


@pytest.fixture(scope="package")
def browser():
    if not shutil.which(CHROMIUM):
        missing("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        expect.set_options(timeout=MILLISECONDS_TO_WAIT)
        yield browser
        browser.close()


@pytest.fixture
def watch(server):
    """Notes what goes wrong behind the pages of a test, and fails the test for it."""
    watch = Watch(server)
    yield watch
    assert watch.faults == []


@pytest.fixture
def open_page(browser, server, watch):
    """Opens a blank page in a browser of its own, like a visitor who was never here before."""
    contexts = []

    def open_page(**options):
        context = browser.new_context(base_url=server, **options)
        contexts.append(context)
        context.set_default_timeout(MILLISECONDS_TO_WAIT)
        watch.over(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(open_page, server, server_folder):
    """Opens a blank page as somebody of tests.people: signed_in("focal_point", "ke")."""

    def signed_in(*person, **options):
        # Wagtail's admin needs a time zone that exists.
        page = open_page(**(options or DESKTOP), timezone_id="UTC")
        name, value = sign_in(server_folder, *person)
        page.context.add_cookies([{"name": name, "value": value, "url": server}])
        return page

    return signed_in


@pytest.fixture
def desktop(open_page):
    return open_page(**DESKTOP)


@pytest.fixture
def phone(open_page):
    return open_page(**PHONE)


@pytest.fixture
def narrow(open_page):
    return open_page(**NARROW)


@pytest.fixture
def without_javascript(open_page):
    return open_page(**DESKTOP, java_script_enabled=False)
