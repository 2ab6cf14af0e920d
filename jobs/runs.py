"""Records of background jobs: in the database for /health/, as a file for a container's probe."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from .models import JobRun

SECONDS_BETWEEN_HEARTBEATS = 15
RETRY = timedelta(hours=1)  # a job that reads the whole trail must not run each minute
_last_heartbeat: dict[str, float] = {}


def succeeded(name: str) -> None:
    """Note that a job has just done its work."""
    values = {"succeeded_at": timezone.now()}
    JobRun.objects.update_or_create(name=name, defaults=values)
    heartbeat_file(name).touch()


def failed(name: str, error: object) -> None:
    values = {"failed_at": timezone.now(), "error": str(error)[:500]}
    JobRun.objects.update_or_create(name=name, defaults=values)


@contextmanager
def recorded(name: str) -> Iterator[None]:
    """Note success or failure of the block; an exception passes on."""
    try:
        yield
    except Exception as error:
        failed(name, error)
        raise
    succeeded(name)


def heartbeat(name: str) -> None:
    """Note that a worker that runs for ever is alive; cheap enough for each of its rounds."""
    now = time.monotonic()
    if now - _last_heartbeat.get(name, -SECONDS_BETWEEN_HEARTBEATS) >= SECONDS_BETWEEN_HEARTBEATS:
        _last_heartbeat[name] = now
        succeeded(name)


def is_due(name: str, every: timedelta) -> bool:
    """Whether the last success is `every` ago and no try has failed within RETRY."""
    now = timezone.now()
    recent = Q(succeeded_at__gt=now - every) | Q(failed_at__gt=now - RETRY)
    return not JobRun.objects.filter(recent, name=name).exists()


def heartbeat_file(name: str) -> Path:
    """tools/probe.py looks at its age, without starting Django."""
    return Path(tempfile.gettempdir()) / f"portal-job-{name}"
