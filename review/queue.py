"""What waits for the Secretariat: oldest first, against the service target."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import TaskState, WorkflowState

from practices.models import ContributionPage
from taxonomy.models import MemberState, Region, RegionMembership

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
    reviewer: object = None

    @property
    def days(self) -> int:
        """Working days with the Secretariat."""
        return self.clock.days

    @property
    def is_late(self) -> bool:
        return self.clock.is_late and not self.clock.is_with_state


def rows(state="", chapter="", reviewer="") -> list:
    """What waits for the Secretariat, filtered by code, number and user id."""
    return [row for row in everything(state, chapter, reviewer) if not row.clock.is_with_state]


def everything(state="", chapter="", reviewer="") -> list:
    """The contributions under review, with the State or with the Secretariat."""
    states = WorkflowState.objects.filter(
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        current_task_state__isnull=False,
    )
    runs = TaskState.objects.filter(pk__in=states.values("current_task_state"))
    waiting = {int(run.workflow_state.object_id): run for run in _with_details(runs)}
    pages = ContributionPage.objects.filter(pk__in=waiting).select_related("state")
    assigned = Assignment.objects.filter(page__in=waiting).select_related("reviewer")
    reviewers = {row.page_id: row.reviewer for row in assigned}
    pages = _filtered(pages, state, chapter)
    found = [_row(page, waiting[page.pk], reviewers.get(page.pk)) for page in pages]
    found = [row for row in found if _is_with(row, reviewer)]
    return sorted(found, key=lambda row: row.since)


def _with_details(runs) -> QuerySet:
    return runs.select_related("workflow_state", "task")


def _filtered(pages, state, chapter) -> "ContributionQuerySet":
    if state:
        pages = pages.filter(state__code=state)
    if chapter:
        # Drafts keep their terms in the revision: the database knows those of public pages only.
        pages = [page for page in pages.specific() if _has_chapter(page, chapter)]
    return pages


def _has_chapter(page, number) -> bool:
    newest = page.get_latest_revision_as_object()
    return newest.chapters.filter(number=number).exists()


def _is_with(row, reviewer) -> bool:
    if reviewer == "none":
        return row.reviewer is None
    return not reviewer or str(getattr(row.reviewer, "pk", "")) == reviewer


def _row(page, run, reviewer) -> "Row":
    since = run.workflow_state.created_at
    return Row(page, run.task.name, since, clock_of(page, run.workflow_state), reviewer)


def never_shared() -> QuerySet:
    """States of which nothing has ever been public, with the name of their UN group."""
    shared = ContributionPage.objects.filter(first_published_at__isnull=False)
    counted = RegionMembership.objects.filter(
        state=OuterRef("pk"), counts_in_totals=True, region__scheme=Region.Scheme.UN_GROUP
    )
    states = MemberState.objects.exclude(pk__in=shared.order_by().values("state_id"))
    return states.annotate(group=Subquery(counted.values("region__label_en")[:1]))
