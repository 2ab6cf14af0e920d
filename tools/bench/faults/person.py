"""A focal point at work on the stand's portal, by the guided form, as a browser would send it."""

import psycopg
import requests
from django.conf import settings

from tests.uploads import made
from tools.bench.faults import stand

TOKEN = "c" * 32  # the protection against forged requests compares cookie and form
PLACE = "SELECT id FROM wagtailcore_page WHERE slug = 'ke' AND depth = 4"
SIGNED_IN = """
import os
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from tests import people
people._numbers = iter([os.getpid()])
client, person = Client(), people.focal_point("ke")
client.force_login(person)
session = client.session
session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.create(user=person).persistent_id
session.save()
print(person.username, *next((c.key, c.value) for c in client.cookies.values()))
"""


class Person:
    """Begins drafts and adds a file to each; remembers the titles whose draft was confirmed."""

    def __init__(self, port=stand.WEB, **more):
        # The name of a new focal point of Kenya, and the cookie of the session.
        self.name, name, key = stand.told(stand.shell(SIGNED_IN, **more)).split()[-3:]
        self.headers = {"Cookie": f"{name}={key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"}
        self.port = port
        with psycopg.connect(stand.URL) as connection:
            self.place = connection.execute(PLACE).fetchone()[0]
        self.begun, self.refused = [], []

    def begin(self, title):
        """(status, address of the draft or nothing)"""
        data = {"place": self.place, "type": "practice", "title": title}
        answer = self._post("/submit/new/", data)
        address = answer.headers.get("Location", "")
        if "/login/" in address:
            raise RuntimeError("the session is not accepted")
        (self.begun if address else self.refused).append(title)
        return answer.status_code, address

    def write(self, address, text):
        """Status of saving a long text."""
        data = {"objectives": "", "description": text}
        return self._post(address.replace("/basics/", "/done/"), data).status_code

    def attach(self, address, name):
        """Status of adding a file."""
        data = {"add": "annexes", "annexes-title": name}
        file = {"annexes-file": (f"{name}.pdf", made.pdf(), "application/pdf")}
        return self._post(address.replace("/basics/", "/material/"), data, files=file).status_code

    def _post(self, address, data, **options):
        data = data | {"csrfmiddlewaretoken": TOKEN}
        url = f"http://127.0.0.1:{self.port}{address}"
        options |= {"headers": self.headers, "allow_redirects": False}
        return requests.post(url, data=data, timeout=60, **options)
