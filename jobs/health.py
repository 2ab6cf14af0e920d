"""Health checks of background jobs and tasks: what has not succeeded for too long."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import tasks
from .models import JobRun

SLOW_AFTER = 300  # seconds a task may wait before the check turns red
RECENT = timedelta(days=1)


def background_jobs() -> dict:
    """{"ok", "jobs": {name: seconds since its last success, or None}, "late": [name]}"""
    runs = {run.name: run.succeeded_at for run in JobRun.objects.all()}
    ages = {name: _age(runs.get(name)) for name in settings.EXPECTED_JOBS}
    late = [
        name
        for name, longest in settings.EXPECTED_JOBS.items()
        if ages[name] is None or ages[name] > longest
    ]
    return {"ok": not late, "jobs": ages, "late": late}


def background_tasks() -> dict:
    """How many tasks wait, for how long (seconds), and how many failed within a day."""
    waiting = DBTaskResult.objects.ready()
    oldest = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    age = _age(oldest) or 0
    failed = tasks.failed().filter(finished_at__gt=timezone.now() - RECENT).count()
    return {
        "ok": age < SLOW_AFTER and not failed,
        "waiting": waiting.count(),
        "oldest_seconds": age,
        "failed": failed,
    }


def _age(when) -> int | None:
    return round((timezone.now() - when).total_seconds()) if when else None
