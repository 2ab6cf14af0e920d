"""Reminders of the deadline of a call, to focal points whose State has not answered it."""

from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.languages import in_their_languages
from common.http import absolute_url
from mail import outbox
from practices.models import FocalPoint

from .answering import CALL, states_that_answered
from .models import CallPage, CallReminder

DAYS_BEFORE = (14, 3)


def send_due(today: date | None = None) -> int:
    """How many mails were put into the outbox; nobody is reminded twice of the same."""
    today = today or timezone.localdate()
    return sum(_remind(call, today) for call in CallPage.objects.open(today).to_states())


@transaction.atomic
def _remind(call: CallPage, today: date) -> int:
    left = (call.deadline - today).days
    due = [days for days in DAYS_BEFORE if left <= days]
    if not due:
        return 0
    answered = [state.pk for state in states_that_answered(call)]
    asked = FocalPoint.objects.exclude(state__in=answered)
    reminded = CallReminder.objects.filter(call=call, days_before=min(due))
    people = get_user_model().objects.filter(is_active=True, pk__in=asked.values("user"))
    people = list(people.exclude(email="").exclude(pk__in=reminded.values("person")))
    CallReminder.objects.bulk_create(
        CallReminder(call=call, person=person, days_before=min(due)) for person in people
    )
    for readers in in_their_languages(people):
        subject, body = _words(call)
        outbox.put_all(outbox.draft(reader.email, subject, body) for reader in readers)
    return len(people)


def _words(call: CallPage) -> tuple[str, str]:
    values = {
        "title": call.title,
        "deadline": date_format(call.deadline, "DATE_FORMAT"),
        "call": absolute_url(call.address),
        "form": absolute_url(f"{reverse('submission_start')}?{CALL}={call.slug}"),
    }
    subject = _("Until %(deadline)s: %(title)s")
    body = _(
        "The Commission has called for contributions: “%(title)s”. The deadline is "
        "%(deadline)s.\n\n%(call)s\n\nYour State has not handed in a contribution to it yet. You "
        "can begin one here:\n%(form)s"
    )
    return subject % values, body % values
