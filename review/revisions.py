"""What follows from a new version of a contribution: trail, clearance and review."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from wagtail.models import Revision, TaskState

from audit import trail
from practices import permissions
from practices.content import difference, digest
from practices.models import ContributionPage

from . import clearing, notices
from .models import Clearance

Content = dict[str, Any]  # of a revision


def after_saving(
    page: ContributionPage,
    earlier_id: int | None,
    before: Content,
    revision: Revision,
    user: User | None,
    **kwargs: object,
) -> None:
    """Receive revision_saved, in the transaction that stores the revision."""
    same = bool(before) and digest(before) == digest(revision.content)
    _point_review_at(page, revision, earlier_id if same else None)
    if not same:
        _record(page, before, revision, user)
        void_clearance(page, revision, user)


def _record(page: ContributionPage, before: Content, revision: Revision, user: User | None) -> None:
    """Drafts of the State itself are kept as revisions; the trail tells of everyone else's hand."""
    if not before:
        return
    old, new = difference(before, revision.content)
    by_other = user is not None and not permissions.serves(user, page)
    if by_other or page.live or "embargo_until" in new:
        trail.record("edited", page, user, before=old, after=new)


def _point_review_at(
    page: ContributionPage, revision: Revision, unchanged_since: int | None
) -> None:
    """A step under way is about the newest text; approvals count on as long as it is the same."""
    state = page.current_workflow_state
    if state is None:
        return
    current = Q(status=TaskState.STATUS_IN_PROGRESS)
    if unchanged_since:
        current |= Q(revision_id=unchanged_since)
    state.task_states.filter(current).update(revision=revision)


def void_clearance(page: ContributionPage, revision: Revision, user: User | None) -> None:
    """Another text than the one cleared: the State must give its word again."""
    clearance = Clearance.objects.of(page).first()
    if clearance is None or clearance.content_hash == digest(revision.content):
        return
    clearing.void(page, user)
    if page.way:
        return  # already public; the next update is cleared anyway
    if user is not None and not permissions.serves(user, page):
        notices.clearance_voided(page, user)
