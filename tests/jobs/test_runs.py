"""Records of background jobs: when each is due, and what a container's probe sees."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit import trail
from audit.models import AuditHead
from jobs import runs
from jobs.models import JobRun
from tests.browser.server import ROOT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_job_is_due_a_day_after_its_success_and_an_hour_after_a_failure():
    assert runs.is_due("verify_audit", DAY)
    runs.failed("verify_audit", "no database")
    assert not runs.is_due("verify_audit", DAY)
    past = timezone.now() - runs.RETRY - timedelta(seconds=1)
    JobRun.objects.update(failed_at=past)
    assert runs.is_due("verify_audit", DAY)
    runs.succeeded("verify_audit")
    assert not runs.is_due("verify_audit", DAY)
    JobRun.objects.update(succeeded_at=timezone.now() - DAY - timedelta(seconds=1))
    assert runs.is_due("verify_audit", DAY)


def test_the_schedule_runs_daily_jobs_once_and_notes_a_failure(settings):
    trail.record("tested")
    AuditHead.objects.update(hash="0")
    call_command("run_schedule", once=True)
    rows = {run.name: run for run in JobRun.objects.all()}
    assert rows["retention"].succeeded_at
    assert rows["schedule"].succeeded_at
    assert rows["verify_audit"].succeeded_at is None
    assert "should end at" in rows["verify_audit"].error
    first = rows["retention"].succeeded_at
    call_command("run_schedule", once=True)
    assert JobRun.objects.get(name="retention").succeeded_at == first


@pytest.mark.parametrize(("age", "code"), [(10, 0), (200, 1), (None, 1)])
def test_the_probe_fails_for_a_worker_without_a_sign_of_life(age, code, tmp_path):
    if age is not None:
        file = tmp_path / "portal-job-mail"
        file.touch()
        os.utime(file, (time.time() - age,) * 2)
    command = [sys.executable, "tools/probe.py", "mail", "120"]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)  # noqa: S603
    assert done.returncode == code


def test_a_heartbeat_touches_the_file_the_probe_looks_at(monkeypatch, tmp_path):
    monkeypatch.setattr(runs.tempfile, "gettempdir", lambda: str(tmp_path))
    runs.heartbeat("a-worker-of-this-test")
    assert (tmp_path / "portal-job-a-worker-of-this-test").exists()
    assert JobRun.objects.get(name="a-worker-of-this-test").succeeded_at
