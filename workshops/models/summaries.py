"""Anonymous summaries of a region, and the consent of a State to be counted in one."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState, Region

from .assessments import Assessment


class Summary(models.Model):
    """Of one region and year, made once and never changed; see workshops.sharing.summaries.

    `rows` is {key of an item: [level of gaps, level of assistance wanted]} and empty where there
    were too few States. `states` says whom it counts, which decides what a later one may count; it
    stands on no page.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    items = models.CharField(_("items"), max_length=20, choices=Assessment.Items)
    parts = models.PositiveSmallIntegerField(_("levels"), default=0)
    rows = models.JSONField(_("rows"), default=dict)
    states = models.ManyToManyField(MemberState, related_name="+", editable=False)
    released_at = models.DateTimeField(_("released at"), default=timezone.now)

    class Meta:
        ordering = ["-year", "region__order", "items"]
        constraints = [
            models.UniqueConstraint(fields=["year", "region", "items"], name="summary_once")
        ]
        verbose_name = _("anonymous summary")
        verbose_name_plural = _("anonymous summaries")

    def __str__(self) -> str:
        return f"{self.region}, {self.year}"


class SummaryConsent(models.Model):
    """A State agrees that an assessment is counted, in one summary and once."""

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="summary_consent")
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    counted_in = models.ForeignKey(
        Summary, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("consent to a summary")
        verbose_name_plural = _("consents to summaries")

    def __str__(self) -> str:
        return str(self.assessment_id)
