"""Goes through the portal with the test client and keeps every page it is shown."""

import itertools
import json
from contextlib import closing

from django.test import Client

from tests.attacks import oracle

_numbers = itertools.count(1)


class Visitor:
    """`pages` are (name, HTML) for a browser to open; `faults` are told at once."""

    def __init__(self, client):
        self.client, self.pages, self.faults, self.sent = client, [], [], ""
        self.public = Client(raise_request_exception=False)
        client.raise_request_exception = False

    def get(self, address, data=None, **headers):
        return self._keep(self.client.get(address, data, headers=headers))

    def look(self, address, data=None, **headers):
        """Like get(), as somebody of the public."""
        return self._keep(self.public.get(address, data, headers=headers))

    def post(self, address, data, **options):
        return self._keep(self.client.post(address, data, **options))

    def _keep(self, answer):
        request = answer.request
        name = f"{request['REQUEST_METHOD']} {request['PATH_INFO']}"
        with closing(answer):
            if answer.status_code >= 500:
                self.faults.append(f"{name}: {answer.status_code} for {self.sent!r}")
            kind = answer.get("Content-Type", "")
            if not answer.streaming and kind.startswith("text/html"):
                self._judge(name, answer.content.decode())
            elif kind.startswith("application/json"):
                json.loads(answer.content)
        return answer

    def _judge(self, name, html):
        found = oracle.faults(html, of_wagtail=name.split()[1].startswith("/admin/"))
        self.faults += [f"{name}: {fault} for {self.sent!r}" for fault in found]
        self.pages.append((f"{next(_numbers)} {name} {self.sent!r}", html))
