"""Clearance by the State, submission, and taking back."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from audit import trail
from practices import diff, permissions
from practices.content import digest
from practices.models import ContributionPage

from .models import Clearance

NEEDED = ("title", "summary", "contact_name", "contact_email")


def needed(page: ContributionPage) -> list[str]:
    """Names of the fields that must be filled before a text can be cleared."""
    own = [name for name in ("description", "kind", "commitment") if hasattr(page, name)]
    topic = "challenges" if "commitment" in own else "chapters"
    return [*NEEDED, topic, *own]


def missing(page: ContributionPage) -> list[str]:
    """Names of those among them that are still empty."""
    return [name for name in needed(page) if not _filled(page, name)]


def labels_of(page: ContributionPage, names: Iterable[str]) -> list[str]:
    return [capfirst(page._meta.get_field(name).verbose_name) for name in names]


def _filled(page: ContributionPage, name: str) -> bool:
    value = getattr(page, name)
    return value.exists() if hasattr(value, "exists") else bool(value)


@transaction.atomic
def clear(page: ContributionPage, user: User) -> Clearance:
    """Give the State's word on the newest text."""
    if not permissions.may_clear(user, page):
        raise PermissionDenied(_("Only the State clears its text."))
    Clearance.objects.of(page).select_for_update().first()
    for earlier in Clearance.objects.of(page):
        earlier.void(by=trail.name_of(user))
    revision = page.get_latest_revision()
    clearance = Clearance.objects.create(
        page_id=page.pk,
        content_hash=digest(revision.content),
        revision=revision,
        cleared_by=user,
        cleared_by_name=trail.name_of(user),
    )
    trail.record("cleared", page, user, after={"text": clearance.content_hash})
    return clearance


@transaction.atomic
def submit(page: ContributionPage, user: User) -> None:
    """Hand the cleared text in, or back in after changes were asked for."""
    state = page.current_workflow_state
    if state is None:
        page.get_workflow().start(page, user)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)


@transaction.atomic
def take_back(page: ContributionPage, user: User) -> None:
    """End the review at the State's wish; the text is a draft again."""
    state = page.current_workflow_state
    if state is None or not permissions.may_clear(user, page):
        raise PermissionDenied(_("There is no review to end."))
    state.cancel(user=user)
    void(page, user)


@transaction.atomic
def end_with_withdrawal(page: ContributionPage, user: User | None) -> None:
    """Leave nothing that could make a withdrawn text public again without the State's word."""
    # Asked anew: the page of a request that waited for its turn still holds an earlier answer.
    for state in WorkflowState.objects.for_instance(page).active().select_for_update():
        state.cancel(user=user)
    void(page, user)


def void(page: ContributionPage, user: User | None) -> None:
    """End the State's word on the text, and enter it in the trail."""
    for clearance in Clearance.objects.of(page):
        clearance.void(by=trail.name_of(user))
        before = {"cleared_by": clearance.cleared_by_name}
        trail.record("clearance voided", page, user, before=before)


def declining_step(page: ContributionPage) -> TaskState | None:
    """Step of review that declined the newest submission, or None."""
    return declining_steps(newest_reviews([page])).get(page.pk)


def declining_steps(newest: Mapping[int, WorkflowState]) -> dict[int, TaskState]:
    """{page id: that step} for those pages whose newest review has one."""
    ended = {pk: state for pk, state in newest.items() if _is_cancelled(state)}
    if not ended:
        return {}
    # A review withdrawn while changes were asked for ends with the same two statuses.
    entries = PageLogEntry.objects.filter(page__in=ended, action="wagtail.workflow.decline")
    told = {
        (pk, (data.get("workflow") or {}).get("task_state_id"))
        for pk, data in entries.values_list("page_id", "data")
    }
    return {
        pk: state.current_task_state
        for pk, state in ended.items()
        if (pk, state.current_task_state_id) in told
    }


def newest_reviews(pages: Collection[ContributionPage]) -> dict[int, WorkflowState]:
    """{page id: review}, with its step; one under way is the newest of its page."""
    of_pages = ContentType.objects.get_for_model(Page)
    ids = [str(page.pk) for page in pages]
    states = WorkflowState.objects.filter(base_content_type=of_pages, object_id__in=ids)
    states = states.select_related("current_task_state__task").order_by("created_at", "pk")
    return {int(state.object_id): state for state in states}


def is_under_way(review: WorkflowState) -> bool:
    return review.status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def _is_cancelled(state: WorkflowState) -> bool:
    return state.status == WorkflowState.STATUS_CANCELLED and bool(state.current_task_state_id)


def changes_since_cleared(page: ContributionPage) -> list[Any]:
    """Comparisons with the text the State cleared last, which an officer may have changed since."""
    clearance = Clearance.objects.filter(page_id=page.pk, revision__isnull=False).first()
    if clearance is None or clearance.revision is None:
        return []
    if clearance.revision_id == page.latest_revision_id:
        return []
    return diff.between(clearance.revision.as_object(), page.get_latest_revision_as_object())
