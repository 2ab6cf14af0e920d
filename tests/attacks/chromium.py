"""Opens pages in a real browser, without any policy to protect it, and tells which ones ran."""

from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Error, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM

ORIGIN = "http://attacked.test"
AT_ONCE = 12
# Every function an attack list calls to show that it runs, every event it waits for, and every
# address that would run when followed, as the browser itself understands it.
TELL = """
const tell = () => window.ran(location.pathname);
for (const name of ["alert", "confirm", "prompt", "print", "msgbox"]) window[name] = tell;
addEventListener("load", () => {
    for (const element of document.querySelectorAll("*")) {
        for (const name of ["mouseover", "mouseenter", "focus", "toggle", "error", "animationend"])
            element.dispatchEvent(new Event(name));
        const address = element.href || element.action || element.formAction || "";
        if (/^(javascript|vbscript|data):/.test(String(address.baseVal ?? address))) tell();
    }
});
"""


def what_runs(pages):
    """The names of the pages in which anything ran; `pages` are (name, HTML)."""
    ran = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(bypass_csp=True, timezone_id="UTC")
        context.expose_function("ran", lambda path: ran.add(int(path.rsplit("/", 1)[1])))
        context.add_init_script(TELL)
        context.route("**/*", lambda route: _answer(route, pages))
        page = context.new_page()
        page.on("dialog", lambda dialog: _close(dialog, ran))
        for first in range(0, len(pages), AT_ONCE):
            _open(page, range(first, min(first + AT_ONCE, len(pages))))
        browser.close()
    return sorted(pages[number][0] if number >= 0 else "a dialog" for number in ran)


def _close(dialog, ran):
    if dialog.type != "beforeunload":  # Wagtail's editor asks before it is left
        ran.add(-1)
    dialog.accept()


def _open(page, numbers):
    frames = "".join(f"<iframe src='/page/{number}'></iframe>" for number in numbers)
    try:
        page.goto(f"{ORIGIN}/frames/{frames}", wait_until="load", timeout=20_000)
        page.evaluate("0")  # comes back after what the frames had to tell
    except Error as error:  # one of them led away or held the others up: by itself, then
        if len(numbers) == 1:
            raise RuntimeError(f"page {numbers[0]} cannot be opened") from error
        for number in numbers:
            _open(page, range(number, number + 1))


def _answer(route, pages):
    parts = urlsplit(route.request.url)
    kind, _slash, rest = parts.path.lstrip("/").partition("/")
    if f"{parts.scheme}://{parts.netloc}" != ORIGIN:
        return route.abort()
    if kind == "frames":
        return route.fulfill(content_type="text/html", body=unquote(rest))
    if kind == "page" and rest.isdecimal():
        return route.fulfill(content_type="text/html; charset=utf-8", body=pages[int(rest)][1])
    is_script = rest.endswith(".js")  # how a page looks does not matter here
    path = finders.find(rest) if kind == "static" and is_script else None
    return route.fulfill(path=path) if path else route.fulfill(status=404)
