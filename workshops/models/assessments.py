"""Assessments: what a State says of its own action on each item."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
        PLANNED = "planned", pgettext_lazy("an item of an assessment", "planned")
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
