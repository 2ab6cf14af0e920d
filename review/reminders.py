"""Reminders of what waits for somebody, at most once in a period."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from practices.models import ContributionPage

from . import confirmation, notices, queue
from .clock import TARGET
from .models import Reminder

if TYPE_CHECKING:
    from practices.querysets import ContributionQuerySet

CHANGES_AFTER = timedelta(days=14)
KIND = Reminder.Kind


def send_due(now: datetime | None = None) -> int:
    """Put the mails of this period into the outbox; how many."""
    now = now or timezone.now()
    week, month = f"{now:%G-W%V}", f"{now:%Y-%m}"
    sent = sum(_remind(page, KIND.REVIEW, week) for page in _late())
    sent += sum(_remind(page, KIND.CHANGES, week) for page in _waiting_for_the_state(now))
    return sent + sum(_remind(page, KIND.CONFIRM, month) for page in confirmation.due(now))


def _late() -> list[ContributionPage]:
    return [row.page for row in queue.rows() if row.is_late]


def _waiting_for_the_state(now: datetime) -> "ContributionQuerySet":
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    long_ago = states.filter(current_task_state__finished_at__lte=now - CHANGES_AFTER)
    ids = [int(pk) for pk in long_ago.values_list("object_id", flat=True)]
    pages: ContributionQuerySet = ContributionPage.objects.filter(pk__in=ids)
    return pages


@transaction.atomic
def _remind(page: ContributionPage, kind: Reminder.Kind, period: str) -> int:
    """The row is written with the mail: both or neither, and the row only once."""
    _row, is_new = Reminder.objects.get_or_create(page=page, kind=kind, period=period)
    if is_new:
        MAILS[kind](page.specific)
    return int(is_new)


def _review(page: ContributionPage) -> None:
    subject = _("Late: %(title)s")
    text = _("“%(title)s” of %(state)s has waited longer than the service target of %(days)s days.")
    notices.to_officers(page, subject, text, days=TARGET)


def _changes(page: ContributionPage) -> None:
    notices.to_state(
        page,
        _("Still with you: %(title)s"),
        _(
            "The Secretariat asked for changes to “%(title)s”. Change and submit it when you can, "
            "or take it back."
        ),
    )


def _confirm(page: ContributionPage) -> None:
    notices.to_state(
        page,
        _("Is it still up to date? %(title)s"),
        _(
            "“%(title)s” has been public for a year without a change. If it is up to date, "
            "please confirm it. If not, please change or withdraw it."
        ),
    )


MAILS = {KIND.REVIEW: _review, KIND.CHANGES: _changes, KIND.CONFIRM: _confirm}
