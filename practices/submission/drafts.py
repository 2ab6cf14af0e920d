"""Drafts as the guided form keeps them: revisions of the same page that Wagtail's editor opens."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from practices.importer.writer import add_below


class ConflictError(Exception):
    """Somebody else has saved since this form was opened."""

    def __init__(self, revision):
        name = revision.user.get_full_name() or revision.user.get_username()
        super().__init__(
            _(
                "%(name)s has saved this text since you opened it. Your text is still below, "
                "not saved; save again to keep yours on this page."
            )
            % {"name": name}
        )


@transaction.atomic
def begin(model, parent, title, user):
    page = model(title=title, live=False, owner=user)
    add_below(parent, page)
    page.save_revision(user=user, log_action=True)
    return page


def newest(page):
    """The page as it stands in its newest revision."""
    return page.get_latest_revision_as_object()


def is_locked(page):
    """While the Secretariat reads, the State does not change the text."""
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def refuse_overwriting(page, user, base):
    latest = page.get_latest_revision()
    mine = latest is None or latest.user_id in (None, user.pk)
    if not mine and str(latest.pk) != str(base):
        raise ConflictError(latest)


def save(page, user):
    """Store a new version; a run of saves by one person writes over the same one."""
    return page.save_revision(
        user=user, clean=False, log_action=True, overwrite_revision=_own_latest(page, user)
    )


def _own_latest(page, user):
    latest = page.get_latest_revision()
    if latest is None or latest.user_id != user.pk:
        return None
    kept = latest.pk == page.live_revision_id or latest.task_states.exists()
    return None if kept else latest
