"""Tasks of Wagtail wait in the database, for a worker; one that was killed is taken up again."""

import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry

from jobs import tasks
from jobs.health import background_tasks
from portal.personal_data import retention
from tests import database
from tests.factories import PracticeFactory

from .waiting import wait_for
from .worker_settings import TASKS

SECONDS = 60  # only a fault waits so long
WELL = {"ok": True, "waiting": 0, "oldest_seconds": 0, "failed": 0}


@pytest.fixture
def queued(settings, indexes_at_once):
    settings.TASKS = TASKS


@pytest.mark.django_db
@pytest.mark.usefixtures("queued")
def test_the_indexes_are_written_after_the_save_by_a_worker():
    page = PracticeFactory(resources='<a linktype="page" id="1">Portal</a>')
    entries = IndexEntry.objects.filter(object_id=str(page.pk))
    references = ReferenceIndex.objects.filter(object_id=str(page.pk))
    assert (entries.exists(), references.exists()) == (False, False)
    assert background_tasks()["waiting"] > 0
    tasks.worker().run()
    assert (entries.exists(), references.exists()) == (True, True)
    assert background_tasks() == WELL


@pytest.mark.django_db
@pytest.mark.usefixtures("queued")
def test_of_what_was_deleted_meanwhile_nothing_is_left_and_nobody_is_alarmed():
    page = PracticeFactory()
    Page.objects.get(pk=page.pk).delete()
    tasks.worker().run()
    assert not IndexEntry.objects.filter(object_id=str(page.pk)).exists()
    assert DBTaskResult.objects.failed().exists()
    assert background_tasks() == WELL


@pytest.mark.django_db
@pytest.mark.usefixtures("queued")
def test_health_tells_of_tasks_that_wait_too_long_and_of_those_that_fail():
    wait_for.enqueue("no port")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=6))
    assert not background_tasks()["ok"]
    tasks.worker().run()
    found = background_tasks()
    assert (found["ok"], found["failed"], found["waiting"]) == (False, 1, 0)


@pytest.mark.django_db
@pytest.mark.usefixtures("queued")
def test_what_kills_its_worker_every_time_is_given_up():
    wait_for.enqueue(1)
    long_ago = timezone.now() - tasks.LOST_AFTER * 2
    for number in range(tasks.MOST_TRIES):
        DBTaskResult.objects.update(
            status="RUNNING", started_at=long_ago, worker_ids=["a"] * (number + 1)
        )
        tasks.take_up_again()
    assert DBTaskResult.objects.get().status == "FAILED"
    assert background_tasks()["failed"] == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("queued")
def test_finished_tasks_go_after_a_week():
    wait_for.enqueue("no port")
    wait_for.enqueue("no port")
    tasks.worker().run()
    old, new = DBTaskResult.objects.all()
    DBTaskResult.objects.filter(pk=old.pk).update(
        finished_at=timezone.now() - retention.TASKS - timedelta(hours=1)
    )
    retention.apply()
    assert DBTaskResult.objects.get() == new


@contextmanager
def running_worker():
    command = [sys.executable, "manage.py", "run_tasks"]
    environment = database.environment(connection)
    environment["DJANGO_SETTINGS_MODULE"] = "tests.jobs.worker_settings"
    process = subprocess.Popen(command, cwd=database.ROOT, env=environment)  # noqa: S603
    try:
        yield process
    finally:
        process.kill()
        process.wait(SECONDS)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queued")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a worker opens the same database")
def test_what_a_worker_was_killed_at_is_taken_up_by_the_next_one_which_ends_in_peace():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(SECONDS)
        wait_for.enqueue(server.getsockname()[1])
        with running_worker():
            line, _address = server.accept()  # it is at work, and killed
        line.close()
        task = DBTaskResult.objects.get()
        assert task.status == "RUNNING"
        tasks.take_up_again()
        task.refresh_from_db()
        assert task.status == "RUNNING", "another worker may be at it"
        DBTaskResult.objects.update(started_at=timezone.now() - tasks.LOST_AFTER * 2)
        with running_worker() as worker:
            line, _address = server.accept()
            worker.send_signal(signal.SIGTERM)  # what is in hand is finished first
            with line:
                line.send(b"1")
            assert worker.wait(SECONDS) == 0
    task.refresh_from_db()
    assert (task.status, len(task.worker_ids)) == ("SUCCESSFUL", 2)
