"""Which officer looks after a contribution on its way to publication."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .contributions import ContributionPage


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

    def __str__(self):
        return f"{self.page} – {self.reviewer}"
