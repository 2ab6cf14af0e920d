"""Clock of a review: whose turn it is, and for how many working days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from common.moments import add_working_days
from practices.models import ContributionPage

TARGET = 10  # working days from submission to decision

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Clock:
    """`days` are working days with the Secretariat; those with the State are not counted."""

    is_with_state: bool
    since: datetime
    days: int
    due: date

    @property
    def is_late(self) -> bool:
        return self.days > TARGET


def clock_of(page: ContributionPage, workflow_state: WorkflowState) -> Clock:
    now = timezone.now()
    start = workflow_state.created_at
    pauses = sorted(_pauses(page, workflow_state, now))
    with_state = sum(working_days(begin, end) for begin, end in _merged(pauses))
    days = max(0, working_days(start, now) - with_state)
    is_with_state = bool(pauses) and pauses[-1][1] == now
    return Clock(
        is_with_state=is_with_state,
        since=pauses[-1][0] if is_with_state else max([start, *(end for _, end in pauses)]),
        days=days,
        due=add_working_days(now.date(), TARGET - days),
    )


def _pauses(
    page: ContributionPage, workflow_state: WorkflowState, now: datetime
) -> Iterable[Interval]:
    """Times at which the State had the text: changes were requested, or it must clear again.

    Sorted here and not by the database: the queue has read the rows of all pages at once.
    """
    runs = sorted(workflow_state.task_states.all(), key=lambda run: (run.started_at, run.pk))
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if run.status == TaskState.STATUS_REJECTED and run.finished_at:
            yield run.finished_at, following.started_at if following else now
    given = [clearance for clearance in page.clearances.all() if clearance.cleared_at <= now]
    clearances = sorted(given, key=lambda clearance: clearance.cleared_at)
    for clearance, following in zip(clearances, [*clearances[1:], None], strict=True):
        if clearance.voided_at and clearance.voided_at >= workflow_state.created_at:
            yield clearance.voided_at, following.cleared_at if following else now


def _merged(intervals: list[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for begin, end in intervals:
        if merged and begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return merged


def working_days(since: datetime, until: datetime | None = None) -> int:
    """Mondays to Fridays that have passed since then, the first day not counted."""
    day, last = since.date(), (until or timezone.now()).date()
    weeks, rest = divmod((last - day).days, 7)
    extra = sum((day + timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1))
    return weeks * 5 + extra
