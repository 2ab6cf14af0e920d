"""Health check of background jobs: which has not succeeded for too long."""

from django.conf import settings
from django.utils import timezone

from .models import JobRun


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


def _age(when) -> int | None:
    return round((timezone.now() - when).total_seconds()) if when else None
