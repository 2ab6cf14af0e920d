"""Proposal of an officer that takes effect when another officer applies it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState


class ProposalQuerySet(models.QuerySet):
    def open(self) -> models.QuerySet:
        return self.filter(decided_at__isnull=True)


class Proposal(models.Model):
    class Outcome(models.TextChoices):
        APPLIED = "applied", _("Applied")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken back", _("Taken back")

    kind = models.CharField(_("kind"), max_length=40, db_index=True)
    # What is proposed, in a sentence of each language of the interface: of the moment of the
    # proposal, because it may change the very names that the sentence holds.
    summaries = models.JSONField(default=dict)
    # All that is needed to apply it; what officers were shown is what is done.
    payload = models.JSONField(default=dict)
    state = models.ForeignKey(
        MemberState,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("Member State"),
    )
    email = models.EmailField(_("email of the person concerned"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    def __str__(self) -> str:
        return self.summary

    @property
    def summary(self) -> str:
        """In the reader's language."""
        return self.summaries.get(get_language()) or self.lasting_summary

    @property
    def lasting_summary(self) -> str:
        """As the trail keeps it, whoever proposed."""
        return self.summaries.get(settings.LANGUAGE_CODE, "")

    @property
    def is_open(self) -> bool:
        return self.decided_at is None
