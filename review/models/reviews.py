"""Which officer looks after a contribution on its way to publication, and what was reminded of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from practices.models.contributions import ContributionPage
from taxonomy.models import Region


class Assignment(models.Model):
    page = models.OneToOneField(ContributionPage, models.CASCADE, related_name="assignment")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="assignments",
        verbose_name=_("reviewer"),
    )
    since = models.DateTimeField(_("since"), auto_now=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.page} – {self.reviewer}"


class RegionReviewer(models.Model):
    """Who looks after what the States of a UN regional group submit, unless someone else does."""

    region = models.OneToOneField(Region, models.CASCADE, related_name="reviewer")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name=_("reviewer"),
    )

    class Meta:
        verbose_name = _("reviewer of a region")
        verbose_name_plural = _("reviewers of regions")

    def __str__(self) -> str:
        return f"{self.region} – {self.reviewer}"


class Reminder(models.Model):
    """One reminder per page, kind and period, however often the command runs."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("review is late")
        CHANGES = "changes", _("changes were asked for")
        CONFIRM = "confirm", _("to be confirmed again")

    page = models.ForeignKey(ContributionPage, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    period = models.CharField(_("period"), max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "period"], name="reminder_once_per_period"
            )
        ]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self) -> str:
        return f"{self.page} {self.kind} {self.period}"


class Confirmation(models.Model):
    """When a public text was last said to be right: by its publication or by the State's word.

    Not a field of the page: publishing a version would bring back the date it held then.
    """

    page = models.OneToOneField(ContributionPage, models.CASCADE, related_name="confirmation")
    at = models.DateTimeField(_("last confirmed"))
    by = models.CharField(_("confirmed by"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self) -> str:
        return f"{self.page} {self.at:%Y-%m-%d}"
