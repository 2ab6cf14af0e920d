"""Sends what waits in the outbox, and puts Django's own mails there as well."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from .models import Message

ATTEMPTS = 20
LONGEST_WAIT = timedelta(hours=6)


def put(*args, **options):
    """Write a message in the transaction of the change it tells of."""
    message = draft(*args, **options)
    message.save()
    return message


def draft(to, subject, body, **options):
    """The message not yet stored, for those who store many at once."""
    subject = " ".join(subject.split())[:255]  # a line break in a title is not a mail header
    return Message(to=to, subject=subject, body=body, **options)


class QueueBackend(BaseEmailBackend):
    """EMAIL_BACKEND: mails of Django and Wagtail wait in the same outbox."""

    def send_messages(self, email_messages):
        # Any of them may hold a key, like a link to set a password.
        for mail in email_messages:
            for to in mail.recipients():
                put(to, mail.subject, mail.body, confidential=True)
        return len(email_messages)


def send_due():
    """Try every message that is due, one transaction each; (sent, failed) numbers."""
    sent = failed = 0
    for pk in Message.objects.due().values_list("pk", flat=True):
        outcome = _send_one(pk)
        sent += outcome is True
        failed += outcome is False
    return sent, failed


@transaction.atomic
def _send_one(pk):
    """True, False, or None when another worker has it in hand."""
    skip = connection.features.has_select_for_update_skip_locked
    message = Message.objects.due().select_for_update(skip_locked=skip).filter(pk=pk).first()
    if message is None:
        return None
    try:
        _transport(message)
    except Exception as error:  # whatever the server does, the message must survive
        _postpone(message, error)
        return False
    _mark_sent(message)
    return True


def _transport(message):
    server = get_connection(settings.MAIL_TRANSPORT)
    headers = {"Auto-Submitted": "auto-generated"} | message.headers
    mail = EmailMessage(
        message.subject, message.body, to=[message.to], connection=server, headers=headers
    )
    mail.send()


def _mark_sent(message):
    if message.forgotten:
        message.delete()
        return
    message.state, message.sent_at = Message.State.SENT, timezone.now()
    message.last_error = ""
    if message.confidential:
        message.body = ""
    message.save()


def _postpone(message, error):
    message.attempts += 1
    message.last_error = f"{type(error).__name__}: {error}"[:500]
    message.next_try = timezone.now() + min(timedelta(minutes=2**message.attempts), LONGEST_WAIT)
    if message.attempts >= ATTEMPTS:
        message.state = Message.State.FAILED
    message.save()
