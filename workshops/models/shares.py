"""What a State lets others read of its agreed answers: with whom, and until when."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import is_secretariat
from practices import permissions
from taxonomy.models import MemberState

from .assessments import Answer
from .workshops import Workshop


class ShareQuerySet(models.QuerySet["Share"]):
    """The one rule for what others may read of an assessment."""

    def in_force(self) -> "ShareQuerySet":
        """Until their last day, of answers that nobody has changed since they were shared."""
        ahead = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
        return self.filter(
            ahead,
            answer__group__isnull=True,
            answer__key__isnull=False,
            answer__changed_at__lte=F("shared_at"),
        )

    def with_everybody(self) -> "ShareQuerySet":
        """Only while the workshop has a public page."""
        is_public = Q(answer__assessment__room__workshop__is_public=True)
        return self.in_force().filter(is_public, reader=Share.Reader.EVERYBODY)

    def readable_by(self, user: AbstractBaseUser | AnonymousUser) -> "ShareQuerySet":
        """By an officer what is for the Secretariat, by a focal point what is for the State.

        What is for everybody stands on public pages, and in nobody's list.
        """
        readers = Q(reader=Share.Reader.STATE, state__in=permissions.states_of(user))
        if is_secretariat(user):
            readers |= Q(reader=Share.Reader.SECRETARIAT)
        return self.in_force().filter(readers) if user.is_active else self.none()

    def to_be_read(self) -> "ShareQuerySet":
        """With what a page needs to show them, by State."""
        rows = self.select_related(
            "answer__key", "answer__assessment__room__workshop__state", "state"
        )
        place = "answer__assessment"
        return rows.order_by(f"{place}__room__workshop__state__name_en", place, "answer__item")


class Share(models.Model):
    """One agreed answer, or the assistance wanted of it, that a State lets somebody read.

    A permission and no copy: taking it back leaves nothing behind. It ends when the answer is
    changed, because nobody has agreed to share the new one.
    """

    class Part(models.TextChoices):
        ANSWER = "answer", _("the answer")
        ASSISTANCE = "assistance", _("the assistance wanted")

    class Reader(models.TextChoices):
        SECRETARIAT = "secretariat", _("the Secretariat")  # pragma: allowlist secret
        STATE = "state", _("another Member State")
        EVERYBODY = "everybody", _("everybody")

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="shares")
    part = models.CharField(_("what"), max_length=20, choices=Part)
    reader = models.CharField(_("with whom"), max_length=20, choices=Reader)
    state = models.ForeignKey(
        MemberState, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Member State"),
    )  # fmt: skip
    until = models.DateField(_("until"), null=True, blank=True)
    shared_at = models.DateTimeField(default=timezone.now)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "part", "reader", "state"], name="share_once"
            ),
            models.UniqueConstraint(
                fields=["answer", "part", "reader"],
                condition=models.Q(state__isnull=True),
                name="share_without_state_once",
            ),
        ]
        verbose_name = _("shared answer")
        verbose_name_plural = _("shared answers")

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.part}"

    @property
    def workshop(self) -> Workshop:
        return self.answer.assessment.room.workshop

    @property
    def is_in_force(self) -> bool:
        """For the list of who has shared it; readers are asked for by the queryset."""
        has_ended = self.until is not None and self.until < timezone.localdate()
        return not has_ended and self.answer.changed_at <= self.shared_at
