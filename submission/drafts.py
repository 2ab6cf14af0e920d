"""Drafts as the guided form keeps them: revisions of the same page that Wagtail's editor opens."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import get_language
from wagtail.models import Revision, WorkflowState

from submission.importer.slugs import add_below
from taxonomy import languages

if TYPE_CHECKING:
    from practices.models.practice import PracticePage
    from practices.models.strategy import StrategyPage


@transaction.atomic
def begin(model, parent, title, user) -> "PracticePage | StrategyPage":
    page = model(title=title, live=False, owner=user)
    page.language = languages.of_script(title) or languages.of_interface(get_language())
    if hasattr(page, "kind"):
        page.kind = ""  # asked in the form, with nothing chosen beforehand
    add_below(parent, page)
    page.save_revision(user=user, log_action=True)
    return page


def newest(page) -> "PracticePage":
    """The page as it stands in its newest revision."""
    return page.get_latest_revision_as_object()


def is_locked(page) -> bool:
    """While the Secretariat reads, the State does not change the text."""
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def save(page, user, as_new=False) -> Revision:
    """Store a version; a run of saves by one person writes over the same one unless as_new."""
    overwritten = None if as_new else _own_latest(page, user)
    # Wagtail's history has its entry of the person and the version that is written over.
    return page.save_revision(
        user=user,
        clean=False,
        log_action=overwritten is None,
        overwrite_revision=overwritten,
    )


def _own_latest(page, user) -> Revision | None:
    latest = page.get_latest_revision()
    if latest is None or latest.user_id != user.pk:
        return None
    kept = latest.pk == page.live_revision_id or latest.task_states.exists()
    return None if kept else latest
