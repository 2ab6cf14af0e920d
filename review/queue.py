"""What waits for the Secretariat: oldest first, against the service target."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import TaskState, WorkflowState

from practices.models import ContributionPage
from taxonomy.models import Chapter, MemberState, Region, RegionMembership

from .clock import Clock, clock_of
from .models import Assignment

if TYPE_CHECKING:
    from practices.querysets import ContributionQuerySet


@dataclass(frozen=True)
class Row:
    """One contribution under review."""

    page: ContributionPage
    step: str
    since: datetime
    clock: Clock
    reviewer: User | None = None

    @property
    def days(self) -> int:
        """Working days with the Secretariat."""
        return self.clock.days

    @property
    def is_late(self) -> bool:
        return self.clock.is_late and not self.clock.is_with_state


def rows(state: str = "", chapter: str = "", reviewer: str = "") -> list[Row]:
    """What waits for the Secretariat, filtered by code, number and user id."""
    return [row for row in everything(state, chapter, reviewer) if not row.clock.is_with_state]


def everything(state: str = "", chapter: str = "", reviewer: str = "") -> list[Row]:
    """The contributions under review, with the State or with the Secretariat."""
    states = WorkflowState.objects.filter(
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        current_task_state__isnull=False,
    )
    runs = TaskState.objects.filter(pk__in=states.values("current_task_state"))
    waiting = {int(run.workflow_state.object_id): run for run in _with_details(runs)}
    pages = ContributionPage.objects.filter(pk__in=waiting).select_related("state")
    pages = pages.prefetch_related("clearances")
    assigned = Assignment.objects.filter(page__in=waiting).select_related("reviewer")
    reviewers = {row.page_id: row.reviewer for row in assigned}
    found = [
        _row(page, waiting[page.pk], reviewers.get(page.pk))
        for page in _filtered(pages, state, chapter)
    ]
    found = [row for row in found if _is_with(row, reviewer)]
    return sorted(found, key=lambda row: row.since)


def _with_details(runs: QuerySet[TaskState]) -> QuerySet[TaskState]:
    runs = runs.select_related("workflow_state", "task")
    return runs.prefetch_related("workflow_state__task_states")


def _filtered(
    pages: "ContributionQuerySet", state: str, chapter: str
) -> Iterable[ContributionPage]:
    if state:
        pages = pages.filter(state__code=state)
    if not chapter:
        return pages
    # Drafts keep their terms in the revision: the database knows those of public pages only.
    numbers = dict(Chapter.objects.values_list("pk", "number"))
    return [
        page
        for page in pages.select_related("latest_revision")
        if chapter in {str(numbers.get(pk)) for pk in page.latest_revision.content["chapters"]}
    ]


def _is_with(row: Row, reviewer: str) -> bool:
    if reviewer == "none":
        return row.reviewer is None
    return not reviewer or str(getattr(row.reviewer, "pk", "")) == reviewer


def _row(page: ContributionPage, run: TaskState, reviewer: User | None) -> Row:
    since = run.workflow_state.created_at
    return Row(page, run.task.name, since, clock_of(page, run.workflow_state), reviewer)


def never_shared() -> QuerySet[MemberState]:
    """States of which nothing has ever been public, with the name of their UN group."""
    shared = ContributionPage.objects.filter(first_published_at__isnull=False)
    counted = RegionMembership.objects.filter(
        state=OuterRef("pk"), counts_in_totals=True, region__scheme=Region.Scheme.UN_GROUP
    )
    states = MemberState.objects.exclude(pk__in=shared.order_by().values("state_id"))
    return states.annotate(group=Subquery(counted.values("region__label_en")[:1]))
