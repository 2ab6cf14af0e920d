"""Assessments: what a State says of its own action on each item, and what of it is shared."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState, PolicyDocument

from .rooms import Group, Room
from .sealed import Sealed


class Assessment(Sealed):
    """`data`: title. Its items are those of one set (workshops.items), chosen when it begins.

    A list that is imported later changes no assessment that has begun.
    """

    class Items(models.TextChoices):
        RECOMMENDATIONS = "recommendations", _("operational recommendations")
        CHALLENGES = "challenges", _("challenges in each chapter")

    room = models.ForeignKey(Room, models.CASCADE, related_name="assessments")
    text = models.ForeignKey(
        PolicyDocument, models.PROTECT, related_name="+", verbose_name=_("text")
    )
    items = models.CharField(_("items"), max_length=20, choices=Items, default=Items.CHALLENGES)
    begun_on = models.DateField(_("begun on"), default=timezone.localdate)

    class Meta:
        ordering = ["-begun_on", "-pk"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")

    def __str__(self) -> str:
        return str(self.begun_on)

    @property
    def owner(self) -> MemberState:
        return self.room.owner


class Answer(Sealed):
    """Of one group on one item; without a group, what was agreed in the room.

    `data`: status, priority, evidence, lead, assistance, assistance_from, note, next_step,
    next_date, owner.
    An item without a row was not answered, which is never "none".
    """

    class Status(models.TextChoices):
        IN_PLACE = "in_place", _("in place")
        PARTLY = "partly", _("partly in place")
        PLANNED = "planned", _("planned")
        NONE = "none", _("nothing yet")
        NOT_APPLICABLE = "not_applicable", _("not applicable")
        NOT_DISCUSSED = "not_discussed", _("not discussed")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="answers")
    item = models.CharField(_("item"), max_length=100)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "group", "item"], name="answer_once"),
            models.UniqueConstraint(
                fields=["assessment", "item"],
                condition=models.Q(group__isnull=True),
                name="agreed_answer_once",
            ),
        ]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return self.item

    @property
    def owner(self) -> MemberState:
        return self.assessment.owner


class Share(models.Model):
    """One agreed answer, or the assistance wanted of it, that a State lets somebody read.

    A permission and no copy: taking it back leaves nothing behind.
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
