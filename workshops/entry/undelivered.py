"""Links that did not arrive: the focal point sees it, and the address is kept in no mail."""

from mail.models import Message
from workshops.models import Participant


def note_undelivered(sender, message: Message, **_signal: object) -> None:
    """A mail that was given up would keep the address in clear for months."""
    if message.is_list_mail or not message.forgotten:
        return
    waiting = Participant.objects.of(message.to).exclude(key_hash="")
    if waiting.update(key_hash="", key_until=None):
        Message.objects.filter(pk=message.pk).delete()
