"""Rule of four eyes: who may decide on a text, and who had a hand in it."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from wagtail.models import TaskState, WorkflowState

from practices import permissions
from practices.content import digests
from practices.models.contributions import ContributionPage

from .models.clearance import Clearance


def may_review(
    user: User, page: ContributionPage, workflow_state: WorkflowState | None = None
) -> bool:
    """Four eyes: whoever wrote, submitted or cleared the text, or serves the State, decides not.

    And two officers: who has approved one step leaves the other to a colleague. Only where no
    colleague with clean hands is left (a small office, of which one has edited the text), one
    officer may take both; the State's word still stands beside it, so there are always two people.
    """
    return permissions.is_secretariat(user) and has_clean_hands(user, page, workflow_state)


def has_clean_hands(
    user: User, page: ContributionPage, workflow_state: WorkflowState | None
) -> bool:
    """The same for somebody who is known to be an officer."""
    barred = barred_from_review(page, workflow_state)
    if user.pk in barred:
        return False
    took_a_step = user.pk in approvers(page, workflow_state)
    return not (took_a_step and has_other_reviewer(barred | {user.pk}))


def approvers(page: ContributionPage, workflow_state: WorkflowState | None) -> set[int]:
    """Ids of those who have approved another step than the current one, of the newest text."""
    if workflow_state is None:
        return set()
    runs = workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, revision_id=page.latest_revision_id
    )
    current = workflow_state.current_task_state
    others = runs.exclude(task_id=current.task_id if current else None)
    return set(others.values_list("finished_by_id", flat=True))


def has_other_reviewer(barred: set[int]) -> bool:
    return permissions.officers().exclude(pk__in=barred).exists()


def barred_from_review(
    page: ContributionPage, workflow_state: WorkflowState | None = None
) -> set[int]:
    """Ids of the people who may not approve: those who had a hand in what is not yet public."""
    known = getattr(workflow_state, "writers", None)  # of a Review
    barred: set[int | None] = set(writers(page) if known is None else known)
    clearing = Clearance.objects.of(page).order_by().values_list("cleared_by_id", flat=True)
    barred |= set(clearing.union(permissions.people_of(page).values_list("pk", flat=True)))
    if workflow_state is not None:
        barred.add(workflow_state.requested_by_id)
    return {pk for pk in barred if pk is not None}


def writers(page: ContributionPage) -> Iterator[int | None]:
    """Ids of those who changed the text since it was last public; saving alone is no change."""
    revisions = page.revisions.order_by("created_at", "pk")
    if page.live_revision_id:
        revisions = revisions.filter(pk__gte=page.live_revision_id)
    text, revisions = None, list(revisions)
    found = digests([revision.content for revision in revisions])
    for revision, digest in zip(revisions, found, strict=True):
        before, text = text, digest
        if text != before and revision.pk != page.live_revision_id:
            yield revision.user_id
