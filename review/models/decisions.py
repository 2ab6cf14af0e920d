"""Review checklist and decisions: what officers look for, and what each decision was based on."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from practices.models import ContributionPage


class Criterion(models.Model):
    """One line of the checklist; the Secretariat edits the list, decisions keep their own copy."""

    text = models.CharField(_("criterion"), max_length=200)
    help_text = models.CharField(_("what to look for"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_used = models.BooleanField(_("part of the checklist"), default=True)

    panels = [
        FieldPanel("text"),
        FieldPanel("help_text"),
        FieldPanel("order"),
        FieldPanel("is_used"),
    ]

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("review criterion")
        verbose_name_plural = _("review criteria")

    def __str__(self) -> str:
        return self.text


class Answer(models.TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    NOT_APPLICABLE = "n/a", _("Not applicable")


class Decision(models.Model):
    """An officer's decision on one step, with the text and the checklist it was based on."""

    class Action(models.TextChoices):
        APPROVE = "approve", _("Approved")
        CHANGES = "reject", _("Changes requested")
        DECLINE = "decline", _("Declined")

    page = models.ForeignKey(ContributionPage, models.CASCADE, related_name="decisions")
    step_name = models.CharField(_("step"), max_length=255)
    revision_id = models.BigIntegerField(_("revision"))
    action = models.CharField(_("decision"), max_length=10, choices=Action)
    comment = models.TextField(_("comment"), blank=True)
    # [{"text": criterion, "answer": value of Answer or "", "note": …}] as they stood that day.
    checklist = models.JSONField(_("checklist"), default=list)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("review decision")
        verbose_name_plural = _("review decisions")

    def __str__(self) -> str:
        return f"{self.page} {self.action}"

    @property
    def answers(self) -> list[dict[str, str]]:
        """The checklist with readable answers."""
        labels = dict(Answer.choices)
        return [row | {"label": labels.get(row["answer"], "")} for row in self.checklist]
