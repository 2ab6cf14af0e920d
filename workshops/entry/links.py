"""Links by mail that let a participant into a room: each works once, until its last day.

The key is in the mail only; the database holds its digest.
"""

import secrets
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.limits import Limit
from common import encryption
from common.http import absolute_url
from mail import outbox
from submission.models.invitations import hash_token
from workshops.models import Participant, Room

LINKS = Limit("link to a workshop", ((5, timedelta(days=1)),))


def mailbox(email: str) -> str:
    return encryption.fingerprints(email.strip().lower())[0]


def find(room: Room, email: str) -> Participant | None:
    """Who was invited to the room under an address, also if the access has ended since."""
    return room.participants.of(email).select_related("key").first()


def may_be_sent(room: Room, email: str) -> bool:
    """Five links a day to one mailbox; asking counts, whether it was invited or not."""
    return LINKS.allows(f"{room.uid} {mailbox(email)}")


def send(participant: Participant) -> None:
    """Earlier links stop working."""
    token = secrets.token_urlsafe(32)
    room, data = participant.room, participant.data
    participant.key_hash, participant.key_until = hash_token(token), _end_of(room)
    participant.save(update_fields=["key_hash", "key_until"])
    with translation.override(data["language"]):
        address = reverse("workshop_enter", args=[room.uid, token])
        letter = _(
            "You are invited to the room of a workshop on the Good Practice Portal, in which "
            "%(state)s works on its own assessment. What is written there is private to "
            "%(state)s.\n\n%(link)s\n\nThe link works once, until %(until)s, and opens the room "
            "in one browser. You can ask for another one at any time here:\n%(door)s\n\n"
            "If you did not expect this message, do nothing."
        ) % {
            "state": room.owner.name,
            "link": absolute_url(address),
            "until": date_format(room.ends_on, "DATE_FORMAT"),
            "door": absolute_url(reverse("workshop_door", args=[room.uid])),
        }
        # Neither the address nor the key stays once the mail is sent.
        outbox.put(
            data["email"], _("Link to a workshop"), letter, confidential=True, forgotten=True
        )


def _end_of(room: Room) -> datetime:
    midnight = datetime.combine(room.ends_on + timedelta(days=1), time.min)
    return timezone.make_aware(midnight)


def holder(room: Room, token: str) -> Participant | None:
    unused = room.participants.filter(key_hash=hash_token(token), key_until__gt=timezone.now())
    return unused.filter(ended_at=None).select_related("key").first()


def use(participant: Participant) -> bool:
    """Whether this call is the one that uses the link up."""
    unused = Participant.objects.filter(pk=participant.pk, key_hash=participant.key_hash)
    return bool(unused.exclude(key_hash="").update(key_hash=""))
