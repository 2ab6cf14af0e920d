"""The steps of review as the State sees them: where the text is, and by when each should end."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from common.moments import add_working_days
from practices import permissions
from review.clock import TARGET
from review.models import Assignment
from review.workflow import STEPS

# Working days from submission by which each step should be decided; the last one publishes.
TARGETS = dict(zip(STEPS, (3, TARGET), strict=True))


@dataclass(frozen=True)
class ReviewStep:
    name: str
    due: datetime.date
    is_done: bool
    is_current: bool


def submission_of(page) -> WorkflowState | None:
    """The review that is running, or the last one that was."""
    return page.workflow_states.order_by("-created_at", "-pk").first()


def of(page) -> list[ReviewStep]:
    """Empty where nothing is under review."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return []
    begun = state.current_task_state.workflow_state.created_at.date()
    approved = set(
        state.task_states.filter(
            status=TaskState.STATUS_APPROVED, revision_id=page.latest_revision_id
        ).values_list("task__name", flat=True)
    )
    current = state.current_task_state.task.name
    names = {"Completeness check": _("Completeness check")}
    names |= {"Substantive review": _("Substantive review")}
    return [
        ReviewStep(
            names[name],
            add_working_days(begun, days),
            is_done=name in approved and name != current,
            is_current=name == current,
        )
        for name, days in TARGETS.items()
    ]


def told(page) -> dict:
    """Who gets mail about a submission: people of the State by name, and the Secretariat."""
    state = [user.get_full_name() or user.get_username() for user in permissions.people_of(page)]
    assignment = Assignment.objects.filter(page_id=page.pk, reviewer__is_active=True).first()
    officer = assignment and (
        assignment.reviewer.get_full_name() or assignment.reviewer.get_username()
    )
    return {"state": state, "officer": officer or ""}
