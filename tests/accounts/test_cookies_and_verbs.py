"""Row 28: cookies that stay at home, no change without a token, no change by looking."""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from tests import people
from tests.nightly import NIGHTLY
from tests.test_country_wall import EXEMPT, ROUTES, World, watch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superusers_act"), pytest.mark.slow]
ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "KNOWN_BROWSER_COOKIE")
FLAGS = {
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_DOMAIN": None,
    "CSRF_COOKIE_DOMAIN": None,
    "SESSION_COOKIE_PATH": "/",
    "CSRF_COOKIE_PATH": "/",
}
# What is worked out once and kept: sizes of pictures and files, words of the editors' search.
WORKED_OUT = (
    'INSERT INTO "wagtailimages_rendition"',
    'INSERT OR IGNORE INTO "wagtailimages_rendition"',
    'INSERT INTO "wagtailcore_pagesubscription"',  # whether the editor is told of comments
    'UPDATE "wagtaildocs_document" SET "file_size" = %s WHERE',
    'UPDATE "wagtailimages_image" SET "file_size" = %s WHERE',
    'UPDATE "wagtailsearch_indexentry"',
    "INSERT INTO wagtailsearch_indexentry",  # PostgreSQL's way of the same
)
# Wagtail's own views change with its version only: they are for the night.
VIEWS = [view for view in ROUTES if NIGHTLY or not view[0].startswith("wagtail")]
# By day the public addresses are left to tests/test_country_wall.py, whose visitors look there and
# change nothing.
SIGNED_IN = ("/admin/", "/submit/", "/account/", "/workshops/")
# These take a POST without a token, and say why.
TOKENLESS = {
    "oai": "changes nothing; the protocol asks for POST as well",
    "alert_stop": "mail programs send it; the key in the address is the proof",
}
LOOK = f"""
import gc
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {(*NAMES, *FLAGS)!r}}}))
"""


@pytest.fixture(scope="module")
def production():
    """The settings as a process in production has them."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "for this test, and as long as a real one has to be 0123456789",
        "ALLOWED_HOSTS": "portal.example.org",
        "WAGTAILADMIN_BASE_URL": "https://portal.example.org",
        "DATABASE_URL": "postgres://portal:portal@127.0.0.1:5432/portal",
    }
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", LOOK], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")
def test_no_neighbour_can_set_or_read_a_cookie(production):
    assert all(production[name].startswith("__Host-") for name in NAMES)
    assert {name: production[name] for name in FLAGS} == FLAGS


@pytest.mark.asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")
def test_every_cookie_is_as_the_settings_say(production, settings):
    for name, value in production.items():
        setattr(settings, name, value)
    client, person = Client(), people.focal_point("ke")
    data = {"username": person.username, "password": people.PASSWORD}
    client.post("/admin/login/", data, secure=True)
    assert set(client.cookies) == {production[name] for name in NAMES}
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


@pytest.mark.asvs("3.5.1")
@pytest.mark.fault(28)
@pytest.mark.share
def test_nothing_is_changed_without_a_token():
    world, client = World(), Client(enforce_csrf_checks=True)
    client.force_login(people.superuser())
    taken = set()
    with watch() as written:
        for number, (route, names) in enumerate(VIEWS):
            # One address of each: a token is asked for before the view is. By day a fourth of the
            # views, and all that Django asks for none.
            for address in [] if route in EXEMPT else world.addresses(route, names)[:1]:
                is_exempt = getattr(resolve(urlsplit(address).path).func, "csrf_exempt", False)
                if not (NIGHTLY or is_exempt or number % 4 == 0):
                    continue
                if client.post(address, world.form).status_code not in (403, 405):
                    taken.add(route)
    assert (taken - TOKENLESS.keys(), written) == (set(), [])


# Wagtail leaves the scratch file of a smaller picture to the garbage collector.
@pytest.mark.asvs("3.5.3")
@pytest.mark.fault(28)
@pytest.mark.share
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_nothing_is_changed_by_looking():
    world, client = World(), Client(raise_request_exception=False)
    client.force_login(people.superuser())
    faults = set()
    for route, names in VIEWS:
        with watch() as written:
            for address in world.by_day(route, names)[: None if NIGHTLY else 1]:
                if NIGHTLY or address.startswith(SIGNED_IN):
                    client.get(address).close()
        faults |= {f"{route}: {sql}" for sql in written if not sql.lstrip().startswith(WORKED_OUT)}
    gc.collect()  # here, and not while another test runs
    assert faults == set()
