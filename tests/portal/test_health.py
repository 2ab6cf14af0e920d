"""/health/ names each part, and turns red for what is wrong and back."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from audit import trail
from audit.models import AuditHead
from jobs import runs
from jobs.models import JobRun
from mail import outbox
from mail.health import SLOW_AFTER as MAIL_SLOW_AFTER
from mail.models import Message
from portal import health
from search import sync
from search.engines.breaker import breaker
from search.health import SLOW_AFTER
from search.models import IndexState
from search.rebuild import rebuild
from tests.factories import PracticeFactory
from tests.services import CLOSED

pytestmark = pytest.mark.django_db
NAMES = {
    "audit_chain",
    "background_jobs",
    "database",
    "disk_space",
    "mail_queue",
    "migrations",
    "search_engine",
    "search_queue",
}


def test_all_is_well_without_elasticsearch(client):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["ok"]
    assert set(answer.json()["checks"]) == NAMES
    assert answer.json()["checks"]["search_engine"] == {"ok": True, "engine": "database"}


def test_a_silent_database_is_an_outage(client, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(health.connection, "cursor", broken)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["message"] == "The database does not answer."


@pytest.mark.elasticsearch
def test_the_queue_shows_its_depth_and_age_and_turns_green_again(client, elasticsearch):
    rebuild()
    page = PracticeFactory()
    long_ago = timezone.now() - timedelta(seconds=SLOW_AFTER + 10)
    IndexState.objects.filter(page_id=page.pk).update(since=long_ago, due=long_ago)
    queue = client.get("/health/").json()["checks"]["search_queue"]
    assert not queue["ok"]
    assert queue["waiting"] == 1
    assert queue["oldest_seconds"] > SLOW_AFTER
    sync.drain()
    assert client.get("/health/").json()["ok"]


@pytest.mark.elasticsearch
def test_a_page_given_up_is_red(client, elasticsearch):
    rebuild()
    IndexState.objects.create(page_id=1, parked=True, pending=True)
    assert not client.get("/health/").json()["checks"]["search_queue"]["ok"]


def colours(client):
    """{check: green?}; the answer stays 200 as long as pages are served."""
    answer = client.get("/health/")
    assert answer.status_code == 200
    checks = answer.json()["checks"]
    assert answer.json()["ok"] == all(check["ok"] for check in checks.values())
    return {name: check["ok"] for name, check in checks.items()}


GREEN = dict.fromkeys(NAMES, True)


@pytest.mark.fault(43)
def test_a_mail_that_waits_too_long_is_red_until_it_is_sent(client):
    mail = outbox.put("a@example.org", "A", "B")
    assert colours(client) == GREEN
    long_ago = timezone.now() - timedelta(seconds=MAIL_SLOW_AFTER + 1)
    Message.objects.filter(pk=mail.pk).update(created_at=long_ago)
    assert colours(client) == GREEN | {"mail_queue": False}
    outbox.send_due()
    assert colours(client) == GREEN


def test_a_mail_given_up_is_red_until_somebody_sends_it_again(client):
    mail = outbox.put("a@example.org", "A", "B")
    Message.objects.filter(pk=mail.pk).update(state="failed")
    assert colours(client) == GREEN | {"mail_queue": False}
    Message.objects.filter(pk=mail.pk).update(state="pending")
    assert colours(client) == GREEN


@pytest.mark.fault(32)
def test_a_disk_nearly_full_is_red_until_there_is_room(client, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: usage(100, 95, 5))
    assert colours(client) == GREEN | {"disk_space": False}
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: usage(100, 50, 50))
    assert colours(client) == GREEN


@pytest.mark.fault(45)
def test_a_migration_not_applied_is_red_until_it_is(client):
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("review", "0002_criteria")
    answer = client.get("/health/").json()
    assert answer["checks"]["migrations"] == {"ok": False, "waiting": 1}
    assert "mail_queue" not in answer["checks"]
    recorder.record_applied("review", "0002_criteria")
    assert colours(client) == GREEN


def test_a_touched_trail_is_red_until_it_is_put_right(client):
    number = trail.record("tested").number
    head = AuditHead.objects.get()
    AuditHead.objects.update(number=number + 1)
    assert colours(client) == GREEN | {"audit_chain": False}
    AuditHead.objects.update(number=head.number)
    assert colours(client) == GREEN


def test_the_end_of_a_long_trail_is_looked_at_by_itself():
    for _number in range(30):
        trail.record("tested")
    assert list(trail.faults(last=10)) == []
    AuditHead.objects.update(hash="0")
    assert len(list(trail.faults(last=10))) == 1


@pytest.mark.elasticsearch
def test_a_silent_search_engine_is_red_until_it_answers(client, elasticsearch, settings):
    rebuild()
    assert colours(client) == GREEN
    here, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, CLOSED
    assert not colours(client)["search_engine"]
    breaker.reset()
    settings.ELASTICSEARCH_URL = here
    assert colours(client) == GREEN


def test_a_job_that_is_late_or_never_ran_is_red_until_it_succeeds(client, settings):
    settings.EXPECTED_JOBS = {"backup": 3600}
    assert colours(client) == GREEN | {"background_jobs": False}
    runs.succeeded("backup")
    assert colours(client) == GREEN
    long_ago = timezone.now() - timedelta(seconds=3601)
    JobRun.objects.filter(name="backup").update(succeeded_at=long_ago)
    assert client.get("/health/").json()["checks"]["background_jobs"]["late"] == ["backup"]
    call_command("record_job", "backup", failed="disk full")
    assert colours(client) == GREEN | {"background_jobs": False}
    call_command("record_job", "backup")
    assert colours(client) == GREEN


def test_a_probe_does_not_read_the_files_of_all_migrations_again(client, monkeypatch):
    def read_again(*_args, **_options):
        raise AssertionError("The graph of migrations is built at a probe.")

    client.get("/health/")
    monkeypatch.setattr(MigrationLoader, "build_graph", read_again)
    assert colours(client) == GREEN
