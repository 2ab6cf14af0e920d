"""The review: completeness check, substantive review, publication."""

from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import (
    Page,
    Revision,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from practices import publication
from practices.models import ContributionPage

from . import rules
from .models import Clearance, FourEyesTask, FourEyesTaskState

NAME = "Review by the Secretariat"
STEPS = ("Completeness check", "Substantive review")


def assign(page: Page, group: Group) -> None:
    """Put everything below the page under review by the group; safe to repeat."""
    workflow, _created = Workflow.objects.get_or_create(name=NAME)
    for order, name in enumerate(STEPS):
        _step(workflow, name, order, group)
    WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})


def _step(workflow: Workflow, name: str, order: int, group: Group) -> None:
    task, _created = FourEyesTask.objects.get_or_create(name=name)
    task.groups.add(group)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})


def publish_reviewed(workflow_state: WorkflowState, user: User | None) -> None:
    """The only place from which a contribution is published for a person."""
    page = workflow_state.content_object.specific
    revision = page.get_latest_revision()
    if isinstance(page, ContributionPage):
        refuse_unreviewed(page, revision, workflow_state)
    page.publish(revision, user=user, way=publication.REVIEW)


def refuse_unreviewed(
    page: ContributionPage, revision: Revision, workflow_state: WorkflowState
) -> None:
    """Asked at the very end, whatever workflow brought the page here."""
    if not Clearance.objects.holds_for(page):
        raise PermissionDenied(_("The State has not cleared this text."))
    approvals = FourEyesTaskState.objects.filter(
        workflow_state=workflow_state, revision=revision, status=TaskState.STATUS_APPROVED
    )
    barred = rules.barred_from_review(page, workflow_state)
    clean = [run for run in approvals if run.finished_by_id not in barred | {None}]
    if len({run.task_id for run in clean}) < len(STEPS):
        raise PermissionDenied(_("Both steps of the review must be approved by other eyes."))
    eyes = {run.finished_by_id for run in clean}
    # The same exception as in permissions.may_review, which says why.
    if len(eyes) == 1 and rules.has_other_reviewer(barred | eyes):
        raise PermissionDenied(_("The two steps of the review need two officers."))
