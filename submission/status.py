"""Where a contribution stands, in plain words: who has it, since when, what was asked."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

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
    return statuses([page])[page.pk]


def statuses(pages) -> "dict[int, Status]":
    """{page id: Status}; what the answers depend on is read for all pages at once."""
    newest = clearing.newest_reviews(pages)
    reviews = {pk: review for pk, review in newest.items() if clearing.is_under_way(review)}
    found = _under_review([(page, reviews[page.pk]) for page in pages if page.pk in reviews])
    return found | _at_rest([page for page in pages if page.pk not in reviews], newest)


def _under_review(reviews) -> "dict[int, Status]":
    with_secretariat = [
        page for page, state in reviews if state.status == WorkflowState.STATUS_IN_PROGRESS
    ]
    cleared, reviewers = Clearance.objects.holding(with_secretariat), _reviewers(with_secretariat)
    found = {}
    for page, state in reviews:
        run = state.current_task_state
        if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            found[page.pk] = _waits_for_state("changes", _("Changes requested"), run)
        elif page.pk not in cleared:
            label = _("Changed by the Secretariat: please read and clear it again")
            found[page.pk] = Status("voided", label, _("You"), page.latest_revision_created_at)
        else:
            label = _("With the Secretariat: %s") % run.task.name
            holder = _name(reviewers.get(page.pk))
            found[page.pk] = Status("review", label, holder, run.started_at)
    return found


def _waits_for_state(code: str, label: str, run: TaskState) -> "Status":
    return Status(code, label, _("You"), run.finished_at, run.comment)


def _reviewers(pages) -> dict[int, User]:
    if not pages:
        return {}
    rows = Assignment.objects.filter(page__in=[page.pk for page in pages])
    return {row.page_id: row.reviewer for row in rows.select_related("reviewer")}


def _name(reviewer: User | None) -> str:
    return _("Secretariat") if reviewer is None else reviewer.get_full_name() or reviewer.username


def _at_rest(pages, newest: dict[int, WorkflowState]) -> "dict[int, Status]":
    """The first of these that is the case."""
    hidden = {page.pk for page in pages if not page.live}
    ended = {pk: review for pk, review in newest.items() if pk in hidden}
    declined = clearing.declining_steps(ended)
    found = {}
    for page in pages:
        if page.pk in declined:
            found[page.pk] = _waits_for_state("declined", _("Not accepted"), declined[page.pk])
        else:
            found[page.pk] = _public(page) or _draft(page)
    return found


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
