"""What States ask about statements that are recorded under their name."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState

from .interventions import InterventionPage


class StatementRequestQuerySet(models.QuerySet["StatementRequest"]):
    def open(self) -> "StatementRequestQuerySet":
        return self.filter(outcome="")


class StatementRequest(models.Model):
    """A correction or withdrawal that a focal point asks for, and what an officer answers."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        WITHDRAWAL = "withdrawal", _("Withdrawal")

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken back", _("Taken back")

    page = models.ForeignKey(
        InterventionPage,
        models.SET_NULL,
        null=True,
        related_name="requests",
        verbose_name=_("statement"),
    )
    title = models.CharField(_("title"), max_length=255)  # of the statement when it was asked
    state = models.ForeignKey(
        MemberState, models.PROTECT, related_name="+", verbose_name=_("Member State")
    )
    kind = models.CharField(_("what is asked for"), max_length=10, choices=Kind)
    reason = models.TextField(_("reason"), max_length=3600)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), max_length=3600, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = StatementRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("request about a statement")
        verbose_name_plural = _("requests about statements")
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(outcome=""),
                name="a_statement_has_one_open_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def is_open(self) -> bool:
        return not self.outcome
