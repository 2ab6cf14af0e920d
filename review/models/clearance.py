"""The State's key: its word that a text may be published, bound to that very text."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.content import digest
from practices.models.contributions import ContributionPage


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    def of(self, page: ContributionPage) -> "ClearanceQuerySet":
        """Those that have not been voided; at most one counts, the newest."""
        return self.filter(page_id=page.pk, voided_at__isnull=True).order_by("-pk")

    def holds_for(self, page: ContributionPage) -> bool:
        """Whether the newest text of the page is the text the State has cleared."""
        revision = page.get_latest_revision()
        clearance = self.of(page).first()
        if revision is None or clearance is None:
            return False
        return clearance.content_hash == digest(revision.content)


class Clearance(models.Model):
    page = models.ForeignKey(ContributionPage, models.CASCADE, related_name="clearances")
    content_hash = models.CharField(_("fingerprint of the text"), max_length=64)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("revision that was cleared"),
    )
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    cleared_by_name = models.CharField(_("cleared by"), max_length=255)
    cleared_at = models.DateTimeField(_("cleared at"), default=timezone.now)
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True)
    voided_by_name = models.CharField(_("voided by"), max_length=255, blank=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")

    def __str__(self) -> str:
        return f"{self.page} – {self.cleared_by_name}"

    def void(self, by: str) -> None:
        self.voided_at, self.voided_by_name = timezone.now(), by
        self.save(update_fields=["voided_at", "voided_by_name"])
