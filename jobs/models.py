"""Last success and last failure of each background job."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One row per job; names are those of `settings.EXPECTED_JOBS`."""

    name = models.CharField(_("job"), max_length=40, unique=True)
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True)
    failed_at = models.DateTimeField(_("last failure"), null=True, blank=True)
    error = models.CharField(_("error of the last failure"), max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")

    def __str__(self) -> str:
        return self.name
