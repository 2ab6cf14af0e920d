"""While the database is away, visitors read pages as they were last known, and are told so."""

import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from portal import kept_pages as kept
from portal import last_known
from practices.models import PublicChange
from practices.public_changes import generation
from tests import database, people
from tests.factories import PracticeFactory

from .test_pool import Relay

NOTICE = "is shown as it was"
VISITOR = """
import sys
import django
django.setup()
from django.conf import settings
from django.test import Client
settings.KEPT_PAGES_SECONDS = settings.KEPT_VALUES_SECONDS = 60
for line in sys.stdin:
    answer = Client(raise_request_exception=False).get(line.strip())
    print(answer.status_code, "is shown as it was" in answer.content.decode(), flush=True)
"""


@pytest.mark.postgresql
@pytest.mark.fault(18)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is no server")
@pytest.mark.django_db(transaction=True)
def test_a_real_server_goes_away_and_comes_back():
    options = connection.settings_dict
    relay = Relay(options["HOST"], int(options["PORT"]))
    variables = database.environment(connection)
    url = urlsplit(variables["DATABASE_URL"])
    place = f"{url.username}:{url.password}@127.0.0.1:{relay.port}"
    variables["DATABASE_URL"] = url._replace(netloc=place).geturl()
    command = [sys.executable, "-W", "ignore", "-c", VISITOR]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(  # noqa: S603  our own interpreter and code
        command, cwd=settings.BASE_DIR, env=variables, text=True, **pipes
    ) as process:

        def asked(address):
            print(address, file=process.stdin, flush=True)
            return process.stdout.readline().strip()

        assert asked("/") == "200 False"
        relay.shut()
        assert asked("/") == "200 True"
        assert asked("/chapters/1/") == "503 False"  # nobody had asked for it
        relay.open()
        process.stdin.close()
        process.wait()


@pytest.fixture
def away(monkeypatch):
    """Call it, and nothing public can be read from the database."""

    def refuse():
        raise OperationalError("the connection was refused")

    return lambda: monkeypatch.setattr(last_known, "generation", refuse)


@pytest.fixture
def clock(monkeypatch):
    """Moves the time of what was last known."""
    moved = [timezone.now()]
    monkeypatch.setattr(last_known.timezone, "now", lambda: moved[0])
    return lambda seconds: moved.__setitem__(0, moved[0] + timedelta(seconds=seconds))


@pytest.fixture
def page(kept_pages, db, monkeypatch):
    monkeypatch.setattr(kept, "_last_known", last_known.LastKnown())
    page = PracticeFactory(title="Naloxone for families", state="ke")
    for address in (page.url, "/search/?q=naloxone"):
        assert NOTICE not in visit(address).content.decode()
    return page


def visit(address, client=None):
    return (client or Client(raise_request_exception=False)).get(address)


def test_a_page_that_somebody_has_read_is_shown_with_its_moment(page, away):
    away()
    for address in (page.url, "/search/?q=naloxone"):
        answer = visit(address)
        assert answer.status_code == 200
        assert page.title in answer.content.decode()
        assert NOTICE in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


def test_what_nobody_has_read_and_who_is_signed_in_are_told_of_the_outage(page, away):
    signed_in = Client(raise_request_exception=False)
    signed_in.force_login(people.focal_point("ke"))
    away()
    assert visit("/states/ke/").status_code == 503
    assert visit(page.url, signed_in).status_code == 503


def test_it_is_not_shown_for_long(page, away, clock):
    away()
    clock(last_known.LONGEST.total_seconds() + 1)
    assert visit(page.url).status_code == 503


def test_what_was_withdrawn_before_is_not_shown(page, away):
    page.unpublish()
    assert visit(page.url).status_code == 410
    away()
    assert page.title not in visit(page.url).content.decode()


def test_what_closes_meanwhile_is_not_shown(page, away, clock):
    page.expire_at = timezone.now() + timedelta(seconds=20)
    page.save()
    assert visit(page.url).status_code == 200
    away()
    assert visit(page.url).status_code == 200
    clock(21)
    assert visit(page.url).status_code == 503


def test_between_two_attempts_nobody_waits_and_then_it_heals(page, away, clock, monkeypatch):
    away()
    visit(page.url)
    asked = []
    monkeypatch.setattr(last_known, "generation", lambda: asked.append(1) or generation())
    assert NOTICE in visit(page.url).content.decode()
    assert asked == []
    clock(last_known.PAUSE.total_seconds() + 1)
    assert NOTICE not in visit(page.url).content.decode()
    assert asked == [1]
    assert PublicChange.objects.exists()
