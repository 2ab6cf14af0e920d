"""Outbox of the index: pages marked in the transaction of a change, taken later."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, F, When
from django.db.models.functions import Greatest
from django.utils import timezone

from .models import IndexState

ATTEMPTS = 8  # then the row is parked
FIRST_RETRY = timedelta(seconds=2)
LEAP = 1000  # versions


def mark(page_ids: Iterable[int]) -> None:
    """Note, within the transaction of the caller, that these pages may have changed."""
    page_ids = list(page_ids)
    # The update comes last and takes the row's lock: whoever commits last has marked the row.
    IndexState.objects.bulk_create(
        [IndexState(page_id=pk) for pk in page_ids], ignore_conflicts=True
    )
    IndexState.objects.filter(page_id__in=page_ids).update(
        version=F("version") + 1, **_waiting(timezone.now())
    )


def _waiting(now: datetime) -> dict[str, Any]:
    # `since`: how long the index has been behind, not since when the page was last changed.
    since = Case(When(pending=True, due__lte=now, then=F("since")), default=now)
    fresh: dict[str, Any] = {"pending": True, "parked": False, "attempts": 0, "error": ""}
    return fresh | {"since": since, "due": now}


def overtake(versions: Mapping[int, int]) -> None:
    """Lift pages above a version the index is known to hold, and well above their own.

    Someone else's writes raise versions by one each, a deletion's too, which nobody can read.
    """
    for page_id, version in versions.items():
        IndexState.objects.filter(page_id=page_id).update(
            version=Greatest(F("version"), version) + LEAP
        )


def take(limit: int) -> dict[int, int]:
    """{page id: version} of rows that are due, oldest first."""
    return dict(IndexState.objects.due().values_list("page_id", "version")[:limit])


def done(versions: Mapping[int, int], changes_at: Mapping[int, datetime]) -> None:
    """Clear rows unless they were marked again meanwhile.

    A page that opens or closes at a known time (`changes_at`) stays in the outbox until then.
    """
    for page_id, version in versions.items():
        later = changes_at.get(page_id)
        IndexState.objects.filter(page_id=page_id, version=version).update(
            pending=later is not None,
            due=later or timezone.now(),
            since=later or timezone.now(),
            attempts=0,
            error="",
        )


def failed(page_id: int, version: int, error: object) -> None:
    """Try a faulty page again later, at last park it where people see it."""
    row = IndexState.objects.filter(page_id=page_id, version=version).first()
    if row is None:
        return
    row.attempts += 1
    row.error, row.parked = str(error)[:2000], row.attempts >= ATTEMPTS
    row.due = timezone.now() + FIRST_RETRY * 2 ** (row.attempts - 1)
    IndexState.objects.filter(page_id=page_id, version=version).update(
        attempts=row.attempts, error=row.error, parked=row.parked, due=row.due
    )
