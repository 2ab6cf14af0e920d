"""Clearance: the State's consent to publication, bound to one text."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.content import digests
from practices.models.contributions import ContributionPage


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    def of(self, page: ContributionPage) -> "ClearanceQuerySet":
        """Those that have not been voided; at most one counts, the newest."""
        return self.filter(page_id=page.pk, voided_at__isnull=True).order_by("-pk")

    def holds_for(self, page: ContributionPage) -> bool:
        """Whether the newest text of the page is the text the State has cleared."""
        return bool(self.holding([page]))

    def holding(self, pages: Collection[ContributionPage]) -> set[int]:
        """Ids of those pages of which holds_for() is true."""
        if not pages:
            return set()
        counting = self.filter(page__in=[page.pk for page in pages], voided_at__isnull=True)
        hashes = dict(counting.order_by("pk").values_list("page_id", "content_hash"))
        cleared = [page for page in pages if page.pk in hashes]
        models.prefetch_related_objects(cleared, "latest_revision")
        cleared = [page for page in cleared if page.latest_revision]
        found = digests([page.latest_revision.content for page in cleared])
        return {
            page.pk
            for page, digest in zip(cleared, found, strict=True)
            if hashes[page.pk] == digest
        }


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
