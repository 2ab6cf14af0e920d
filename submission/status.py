"""Where a contribution stands, in plain words: who has it, since when, what was asked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from common.moments import in_utc
from review import clearing
from review.models import Assignment, Clearance


@dataclass(frozen=True)
class Status:
    code: str
    label: str
    holder: str
    since: datetime | None = None
    asked: str = ""


def status_of(page) -> "Status":
    """The first of these that is the case."""
    state = page.current_workflow_state
    if state is not None:
        return _under_review(page, state)
    return _declined(page) or _public(page) or _draft(page)


def _under_review(page, state) -> "Status":
    run = state.current_task_state
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        label = _("Changes requested")
        return Status("changes", label, _("You"), run.finished_at, run.comment)
    if not Clearance.objects.holds_for(page):
        label = _("Changed by the Secretariat: please read and clear it again")
        return Status("voided", label, _("You"), page.latest_revision_created_at)
    label = _("With the Secretariat: %s") % run.task.name
    return Status("review", label, _reviewer(page), run.started_at)


def _reviewer(page) -> str:
    assignment = Assignment.objects.filter(page_id=page.pk).select_related("reviewer").first()
    if assignment is None:
        return _("Secretariat")
    return assignment.reviewer.get_full_name() or assignment.reviewer.get_username()


def _declined(page) -> "Status | None":
    run = None if page.live else clearing.declining_step(page)
    if run is None:
        return None
    return Status("declined", _("Not accepted"), _("You"), run.finished_at, run.comment)


def _public(page) -> "Status | None":
    if not page.live:
        return None
    if page.awaits_embargo:
        label = _("Approved; public from %s") % in_utc(page.embargo_until)
        return Status("embargo", label, "", page.last_published_at)
    if page.has_unpublished_changes:
        label = _("Published; your changes are not submitted yet")
        return Status("update", label, _("You"), page.latest_revision_created_at)
    return Status("published", _("Published"), "", page.last_published_at)


def _draft(page) -> "Status":
    if page.first_published_at:
        return Status("withdrawn", _("Withdrawn"), _("You"), page.latest_revision_created_at)
    return Status("draft", _("Draft"), _("You"), page.latest_revision_created_at)
