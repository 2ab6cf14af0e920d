"""The private room of a workshop: its groups, and who takes part until when."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import encryption
from taxonomy.models import Chapter, MemberState

from .sealed import Sealed
from .workshops import Workshop


class Room(Sealed):
    """`data`: agenda and material. Nobody but its State knows what stands here."""

    workshop = models.OneToOneField(Workshop, models.PROTECT, related_name="room")
    opened_at = models.DateTimeField(default=timezone.now)
    ends_on = models.DateField(
        _("last day of access"), help_text=_("From the next day on, participants have no access.")
    )
    reminds = models.BooleanField(_("reminders of next steps"), default=True)

    class Meta:
        verbose_name = _("room of a workshop")
        verbose_name_plural = _("rooms of workshops")

    def __str__(self) -> str:
        return str(self.workshop)

    @property
    def owner(self) -> MemberState:
        return self.workshop.state

    @property
    def is_open(self) -> bool:
        return timezone.localdate() <= self.ends_on


class Group(Sealed):
    """`data`: name. A group of several ministries that works on some of the chapters."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField(_("number"))
    chapters = models.ManyToManyField(Chapter, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="group_once")]
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self) -> str:
        return str(self.number)

    @property
    def owner(self) -> MemberState:
        return self.room.owner


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def of(self, email: str) -> "ParticipantQuerySet":
        return self.filter(mailbox__in=encryption.fingerprints(email.strip().lower()))


class Participant(Sealed):
    """`data`: name, email and ministry; `mailbox` finds the row by an address that is typed.

    A participant has no account: a key by mail, used once, opens the room in one browser.
    """

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")
        MEMBER = "member", _("member of a group")

    room = models.ForeignKey(Room, models.CASCADE, related_name="participants")
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="participants"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    mailbox = models.CharField(max_length=64, editable=False)  # a keyed fingerprint
    invited_at = models.DateTimeField(default=timezone.now)
    key_hash = models.CharField(max_length=64, blank=True, editable=False)
    key_until = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(_("access ended"), null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "mailbox"], name="participant_once")]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def owner(self) -> MemberState:
        return self.room.owner

    @property
    def may_enter(self) -> bool:
        return self.ended_at is None and self.room.is_open

    @property
    def is_undelivered(self) -> bool:
        """The mail server refused the last link (workshops.entry.undelivered)."""
        return self.key_until is None
