"""Outbox of mails: written with the change they tell of, sent by a worker."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import get_language

from common.work_queue import time_limit

from .mime import fields_of, mime_message, new_message_id
from .models import Message
from .replies import Refusal

ATTEMPTS = 20

# `message` will not arrive; `refusal` says what the server thinks of the address, if it said so.
given_up = Signal()


def put(*args, **options) -> Message:
    """Write a message in the transaction of the change it tells of."""
    message = draft(*args, **options)
    message.save()
    return message


def put_all(messages: Iterable[Message]) -> None:
    """The same for several drafts at once."""
    Message.objects.bulk_create(messages)


def draft(to, subject, body, **options) -> Message:
    """The message not yet stored, for those who store many at once."""
    subject = " ".join(subject.split())[:255]  # a line break in a title is not a mail header
    values = {"language": get_language() or ""} | options
    return Message(to=to, subject=subject, body=body, **values)


class QueueBackend(BaseEmailBackend):
    """EMAIL_BACKEND: mails of Django and Wagtail wait in the same outbox.

    Sender, Reply-To, other headers and an HTML part are kept; attachments are refused. Each
    recipient gets a message of their own, in which no other recipient is named.
    """

    def send_messages(self, email_messages) -> int:
        for mail in email_messages:
            fields = fields_of(mail)
            for to in dict.fromkeys(mail.recipients()):
                # Any of them may hold a key, like a link to set a password.
                put(to, mail.subject, confidential=True, **fields)
        return len(email_messages)


def send_due(go_on: Callable[[], bool] = lambda: True) -> tuple[int, int]:
    """Try every message that is due, as long as `go_on()`; (sent, failed) numbers."""
    return Message.objects.due().work_off(_send, go_on)


def _send(message: Message) -> bool:
    if message.attempts > ATTEMPTS:  # each attempt ended the worker itself
        _give_up(message, Refusal("The worker ended at each attempt."))
        return False
    try:
        _transport(message)
    except Exception as error:  # whatever the server does, the message must survive
        _failed(message, Refusal.of(error))
        return False
    _sent(message)
    return True


def _transport(message: Message) -> None:
    if not message.message_id:
        message.message_id = message.headers.get("Message-ID") or new_message_id(message.pk)
        message.save(update_fields=["message_id"])  # before the server hears of it
    with time_limit():
        server = get_connection(settings.MAIL_TRANSPORT)
        server.send_messages([mime_message(message)])


def _sent(message: Message) -> None:
    if message.forgotten:
        message.discard()
        return
    wiped = {"body": "", "html": ""} if message.confidential else {}
    message.record(state=Message.State.SENT, sent_at=timezone.now(), last_error="", **wiped)


def _failed(message: Message, refusal: Refusal) -> None:
    if refusal.is_permanent or message.attempts >= ATTEMPTS:
        _give_up(message, refusal)
    else:
        message.wait(last_error=refusal.text)


def _give_up(message: Message, refusal: Refusal) -> None:
    """Of a mail that its reader asked for nothing is kept, the address least of all."""
    if message.is_list_mail:
        message.discard()
    else:
        message.record(state=Message.State.FAILED, last_error=refusal.text)
    given_up.send(Message, message=message, refusal=refusal)
