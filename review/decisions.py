"""Decisions of the review, bound to the step and the text that were on the officer's screen."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from practices.models import ContributionPage

from . import rules
from .forms import DecisionForm
from .models import Clearance, Decision, Review


class StaleDecisionError(Exception):
    """The step or the text is no longer what was on screen; the message says which."""


def decide(
    page: ContributionPage,
    officer: User,
    action: str,
    step: TaskState,
    form: DecisionForm,
) -> Decision:
    """Carry out a decision on a step that refuse_stale() has let through.

    Call both with the page locked and inside a transaction. Raises PermissionDenied when the
    officer may not decide so.
    """
    _give_what_is_known(step, page)
    comment = form.cleaned_data["comment"]
    decision = Decision.objects.create(
        page=page,
        step_name=step.task.name,
        revision_id=page.latest_revision_id,
        action=action,
        comment=comment,
        checklist=form.checklist(),
        officer=officer,
    )
    step.task.specific.on_action(step, officer, action, comment=comment)
    return decision


def refuse_stale(page: ContributionPage, step_id: int, revision_id: int) -> TaskState:
    """The step, if it is still open and about this revision."""
    review = _under_way(page)
    step = review.current_task_state if review else None
    if (
        review is None
        or step is None
        or step.pk != step_id
        or step.status != TaskState.STATUS_IN_PROGRESS
    ):
        raise StaleDecisionError(
            _("This step has already been decided. Your decision was not recorded.")
        )
    if page.latest_revision_id != revision_id:
        raise StaleDecisionError(
            _("The text has changed since you opened it. Please read it again before you decide.")
        )
    return _specific(step, review)


def _under_way(page: ContributionPage) -> Review | None:
    """As `page.current_workflow_state`, with all that a decision reads of it."""
    reviews = Review.objects.for_instance(page).active()
    step = "current_task_state"
    found: Review | None = reviews.select_related(
        "workflow", f"{step}__foureyestaskstate", f"{step}__task__foureyestask"
    ).first()
    return found


def _specific(step: TaskState, review: Review) -> TaskState:
    found = getattr(step, "foureyestaskstate", None) or step.specific
    found.task, found.workflow_state = step.task, review
    if task := getattr(step.task, "foureyestask", None):
        found.task.specific = task
    return found


def _give_what_is_known(step: TaskState, page: ContributionPage) -> None:
    """Wagtail reads page, review and text from the step: they are those that have been read."""
    plain = page.page_ptr  # made of the columns of the page, not read
    plain.specific, plain.latest_revision = page, page.latest_revision
    WorkflowState._meta.get_field("content_object").set_cached_value(step.workflow_state, plain)
    revision = page.latest_revision
    if step.revision_id == revision.pk:
        Revision._meta.get_field("content_object").set_cached_value(revision, page)
        step.revision = revision


def why_not_approve(page: ContributionPage, officer: User) -> str:
    """Why this officer cannot approve the current step, in a sentence; empty if they can."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return _("This contribution is not under review.")
    if not Clearance.objects.holds_for(page):
        return _("The State has to read and clear the text as it stands now.")
    barred = rules.barred_from_review(page, state)
    if officer.pk in barred:
        return _("You wrote, changed or submitted this text, so a colleague has to approve it.")
    if not rules.may_review(officer, page, state):
        return _("You approved the other step; this one needs a colleague.")
    return ""
