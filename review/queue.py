"""Queue of submissions: oldest first, against the service target."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import WorkflowState

from practices.models import ContributionPage
from taxonomy.models import Chapter, MemberState, Region, RegionMembership

from .clock import Clock, clock_of

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
    states = WorkflowState.objects.active().filter(current_task_state__isnull=False)
    states = states.select_related("current_task_state__task").prefetch_related("task_states")
    waiting = {int(review.object_id): review for review in states}
    pages = ContributionPage.objects.filter(pk__in=waiting)
    pages = pages.select_related("state", "assignment__reviewer").prefetch_related("clearances")
    found = [_row(page, waiting[page.pk]) for page in _filtered(pages, state, chapter)]
    found = [row for row in found if _is_with(row, reviewer)]
    return sorted(found, key=lambda row: row.since)


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


def _row(page: ContributionPage, review: WorkflowState) -> Row:
    step = review.current_task_state.task.name
    assignment = getattr(page, "assignment", None)
    reviewer = assignment.reviewer if assignment else None
    return Row(page, step, review.created_at, clock_of(page, review), reviewer)


def never_shared() -> QuerySet[MemberState]:
    """States of which nothing has ever been public, with the name of their UN group."""
    shared = ContributionPage.objects.shared().filter(first_published_at__isnull=False)
    counted = RegionMembership.objects.filter(
        state=OuterRef("pk"), counts_in_totals=True, region__scheme=Region.Scheme.UN_GROUP
    )
    states = MemberState.objects.exclude(pk__in=shared.order_by().values("state_id"))
    return states.annotate(group=Subquery(counted.values("region__label_en")[:1]))
