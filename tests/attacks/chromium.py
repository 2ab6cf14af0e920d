"""Opens pages in a real browser, without any policy to protect it, and tells which ones ran."""

from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Error, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.local_servers import serving

AT_ONCE = 12
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
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
    # A real server: the browser keeps its scripts; Playwright would hand them over each time.
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answers, pages))
    origin = f"http://127.0.0.1:{server.server_port}"
    with serving(server), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, NOWHERE_ELSE]
        )
        context = browser.new_context(bypass_csp=True, timezone_id="UTC")
        context.expose_function("ran", lambda path: ran.add(int(path.rsplit("/", 1)[1])))
        context.add_init_script(TELL)
        page = context.new_page()
        page.on("dialog", lambda dialog: _close(dialog, ran))
        for first in range(0, len(pages), AT_ONCE):
            _open(page, origin, range(first, min(first + AT_ONCE, len(pages))))
        browser.close()
    return sorted(pages[number][0] if number >= 0 else "a dialog" for number in ran)


def _close(dialog, ran):
    if dialog.type != "beforeunload":  # Wagtail's editor asks before it is left
        ran.add(-1)
    dialog.accept()


def _open(page, origin, numbers):
    try:
        address = f"{origin}/frames/{numbers.start}-{numbers.stop}"
        page.goto(address, wait_until="load", timeout=20_000)
        page.evaluate("0")  # comes back after what the frames had to tell
    except Error as error:  # one of them led away or held the others up: by itself, then
        if len(numbers) == 1:
            raise RuntimeError(f"page {numbers[0]} cannot be opened") from error
        for number in numbers:
            _open(page, origin, range(number, number + 1))


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, pages, *arguments):
        self.pages = pages
        super().__init__(*arguments)

    def do_GET(self):
        kind, _slash, rest = urlsplit(self.path).path.lstrip("/").partition("/")
        if kind == "frames":
            frames = range(*map(int, rest.split("-")))
            self._send("".join(f"<iframe src='/page/{number}'></iframe>" for number in frames))
        elif kind == "page" and rest.isdecimal():
            self._send(self.pages[int(rest)][1])
        elif kind == "static" and rest.endswith(".js") and (path := finders.find(rest)):
            self._send(Path(path).read_text(), "text/javascript", keep=True)
        else:  # how a page looks does not matter here
            self._send("", status=HTTPStatus.NOT_FOUND, keep=True)

    def do_POST(self):
        self.close_connection = True
        self._send("", status=HTTPStatus.NOT_FOUND)

    def _send(self, text, kind="text/html", status=HTTPStatus.OK, keep=False):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600" if keep else "no-store")
        with suppress(ConnectionError):  # a page that is being left waits for no answer
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *arguments):
        """Nobody reads it."""
