"""Life of an alert: order, confirmation, end, erasure."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from alerts.models import AlertQuerySet
from mail.models import Message
from taxonomy.languages import of_interface

from .mails import send_confirmation
from .models import Alert

MOST_UNCONFIRMED = 3  # mails a day to somebody who has not said yes


@transaction.atomic
def ask(email, frequency, params) -> None:
    """Write the wish and the mail to confirm it, unless the mailbox has had enough of them.

    The person at the screen is told the same either way: it is no way to learn who subscribes.
    """
    day = timezone.now() - timedelta(days=1)
    open_ones = Alert.objects.of(email).filter(confirmed_at__isnull=True, created_at__gt=day)
    if open_ones.count() >= MOST_UNCONFIRMED:
        return
    alert = Alert(params=params, frequency=frequency, language=of_interface(get_language()))
    alert.email = email
    alert.save()
    send_confirmation(alert)


@transaction.atomic
def confirm(alert) -> None:
    """From now on; takes the place of the same wish confirmed before."""
    if alert.confirmed_at is None:
        now = timezone.now()
        alert.confirmed_at = alert.covered_until = now
        alert.due_at = alert.next_due(now)
        alert.save()
        Alert.objects.of(alert.email).filter(params=alert.params).exclude(pk=alert.pk).delete()


def mine(alert) -> AlertQuerySet:
    return Alert.objects.of(alert.email).confirmed()


@transaction.atomic
def erase(email) -> int:
    """Forget an address: its alerts and the mails still on their way; how many alerts it had."""
    number = Alert.objects.of(email).delete()[0]
    Message.objects.filter(to__iexact=email, forgotten=True).delete()
    return number


def end_after_refusal(sender, message, refusal, **_signal) -> None:
    """A mailbox that is not there gets no more mails, and its address is erased at once."""
    if message.is_list_mail and refusal.ends_the_address:
        erase(message.to)
