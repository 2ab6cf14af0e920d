"""Erasure of all that a State has sealed: who asked, who confirmed, and what became of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState

WAITING = timedelta(days=7)  # between the second person's word and the deed


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def open(self) -> "ErasureQuerySet":
        return self.filter(outcome="")

    def due(self) -> "ErasureQuerySet":
        return self.open().filter(confirmed_at__lte=timezone.now() - WAITING)


class Erasure(models.Model):
    class Outcome(models.TextChoices):
        DONE = "done", _("Erased")
        STOPPED = "stopped", _("Stopped")

    state = models.ForeignKey(MemberState, models.PROTECT, related_name="workshop_erasures")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(outcome=""), name="one_open_erasure"
            )
        ]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self) -> str:
        return f"{self.state_id}, {self.asked_at:%Y-%m-%d}"

    @property
    def due_at(self) -> datetime | None:
        return self.confirmed_at and self.confirmed_at + WAITING
