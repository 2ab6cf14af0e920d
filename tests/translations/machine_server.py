"""A server that speaks LibreTranslate's interface, well or badly, on a real socket."""

import json
import re
import threading
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.local_servers import serving

LANGUAGES = [
    {"code": "fr", "name": "French", "targets": ["en", "fr", "ru", "zh-Hans"]},
    {"code": "en", "name": "English", "targets": ["fr"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en"]},
    {"code": "de", "name": "German", "targets": ["en"]},
]


def in_capitals(html):
    """Words in capitals; elements and what is not to be translated as they are, then unescaped."""
    parts = re.split(r'(<span translate="no">[^<]*</span>|<[^>]+>)', html)
    return unescape("".join(part if part.startswith("<") else part.upper() for part in parts))


class MachineServer(ThreadingHTTPServer):
    """`answer` makes the text of each passage; `instead` is (body, status, headers) for all."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked, self.answer, self.instead = [], in_capitals, None
        self.most = None  # requests that are answered well, before `instead` comes
        self.go = threading.Event()  # a slow server waits for it
        self.go.set()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def translated(self):
        """What was sent to be translated."""
        return [body for path, body in self.asked if path == "/translate"]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, None))
        self._answer(json.dumps(LANGUAGES))

    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, sent))
        self.server.go.wait(30)
        server = self.server
        if server.instead and (server.most is None or len(server.translated) > server.most):
            self._answer(*server.instead)
        else:
            self._answer(json.dumps({"translatedText": list(map(server.answer, sent["q"]))}))

    def _answer(self, body, status=200, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args):
        pass


@contextmanager
def machine_server():
    server = MachineServer()
    with serving(server):
        try:
            yield server
        finally:
            server.go.set()
