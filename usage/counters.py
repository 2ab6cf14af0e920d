"""Counts in the memory of the process, and takes them to the database now and then.

A page never waits for a count and never fails for one: counts are written after the answer has
been sent, and counts that cannot be written wait for the next try.
"""

import logging
import time
from collections import Counter
from datetime import timedelta
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F
from django.utils import timezone

from .models import KEY_MAX_LENGTH, DailyCount

logger = logging.getLogger(__name__)

KINDS_KEPT = 2_000  # different counts in memory; more of them are a flood, and not kept
ROWS_A_DAY = 20_000  # no flood fills the database
DAYS_KEPT = 400

_lock = Lock()
_counts = Counter()
_last_written = time.monotonic()


def add(kind, key="") -> None:
    name = (timezone.localdate(), kind, key[:KEY_MAX_LENGTH])
    with _lock:
        if name in _counts or len(_counts) < KINDS_KEPT:
            _counts[name] += 1


def write_if_due(**kwargs) -> None:
    """A receiver of request_finished."""
    global _last_written
    if _counts and time.monotonic() - _last_written >= settings.USAGE_SECONDS_IN_MEMORY:
        _last_written = time.monotonic()
        write()
        close_old_connections()


def write() -> None:
    """Take what was counted to the database; on failure it is kept for the next time."""
    taken = _take()
    try:
        with transaction.atomic():
            _store(taken)
    except DatabaseError:
        logger.exception("The counts of use could not be written; they are kept.")
        with _lock:
            _counts.update(taken)


def _take() -> Counter:
    with _lock:
        taken = Counter(_counts)
        _counts.clear()
    return taken


def _store(counts) -> None:
    days = {day for day, _kind, _key in counts}
    for day in sorted(days):
        _make_rows(day, [name for name in counts if name[0] == day])
    # In the same order in every process, so that two never wait for each other.
    for (day, kind, key), count in sorted(counts.items()):
        rows = DailyCount.objects.filter(day=day, kind=kind, key=key)
        rows.update(count=F("count") + count)


def _make_rows(day, names) -> None:
    present = DailyCount.objects.filter(day=day).count()
    if not present:
        forget_old()
    new = [DailyCount(day=day, kind=kind, key=key) for day, kind, key in sorted(names)]
    if present + len(new) <= ROWS_A_DAY:
        DailyCount.objects.bulk_create(new, ignore_conflicts=True)


def forget_old() -> None:
    oldest = timezone.localdate() - timedelta(days=DAYS_KEPT)
    DailyCount.objects.filter(day__lt=oldest).delete()
