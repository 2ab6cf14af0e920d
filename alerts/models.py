"""Alert by mail: a search, and an encrypted email address that goes with it."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import encryption
from taxonomy.languages import Language

TIME_TO_CONFIRM = timedelta(days=2)


class AlertQuerySet(models.QuerySet):
    def of(self, address) -> "AlertQuerySet":
        return self.filter(address_key__in=encryption.fingerprints(address.lower()))

    def confirmed(self) -> "AlertQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def due(self, now) -> "AlertQuerySet":
        return self.confirmed().filter(due_at__lte=now)

    def overdue(self, now) -> "AlertQuerySet":
        """Never confirmed, and too old to be."""
        return self.filter(confirmed_at__isnull=True, created_at__lt=now - TIME_TO_CONFIRM)


class Alert(models.Model):
    class Frequency(models.TextChoices):
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week, on Mondays")

    address = models.TextField(_("address, encrypted"), editable=False)
    address_key = models.CharField(_("fingerprint of the address"), max_length=64, db_index=True)
    # The parameters of the search, in the order of `SearchQuery.to_params`: equal ones are equal.
    params = models.TextField(_("search"), blank=True)
    frequency = models.CharField(
        _("how often"), max_length=10, choices=Frequency, default=Frequency.WEEKLY
    )
    language = models.CharField(_("language of the mail"), max_length=2, choices=Language)
    created_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    covered_until = models.DateTimeField(_("told of everything until"), default=timezone.now)
    due_at = models.DateTimeField(_("next mail"), default=timezone.now, db_index=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")

    def __str__(self) -> str:
        return f"{self.frequency}: {self.params}"

    @property
    def email(self) -> str:
        return encryption.decrypt(self.address)

    @email.setter
    def email(self, value) -> None:
        self.address = encryption.encrypt(value)
        self.address_key = encryption.fingerprints(value.lower())[0]

    def next_due(self, now) -> datetime:
        """Six in the morning UTC: tomorrow, or on Monday."""
        days = 1 if self.frequency == self.Frequency.DAILY else 7 - now.weekday()
        return (now + timedelta(days=days)).replace(hour=6, minute=0, second=0, microsecond=0)
