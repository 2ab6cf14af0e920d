"""One change of headings for many contributions: proposed, applied by another officer, undone."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal


def _officer(verbose_name: "StrOrPromise") -> models.ForeignKey[User | None, User | None]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=verbose_name,
    )


class Reclassification(models.Model):
    summary = models.CharField(_("what changes"), max_length=500)
    # What the preview shows is what is applied: [{"page", "before": {relation: ids}, "after"}].
    rows = models.JSONField(_("contributions"), default=list)
    proposed_by = _officer(_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    applied_by = _officer(_("applied by"))
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    undone_by = _officer(_("undone by"))
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change of headings")
        verbose_name_plural = _("changes of headings")

    def __str__(self) -> str:
        return self.summary

    @property
    def may_be_applied(self) -> bool:
        return self.applied_at is None and self.undone_at is None

    @property
    def may_be_undone(self) -> bool:
        return self.applied_at is not None and self.undone_at is None

    def mark(self, step: str, user: User) -> None:
        setattr(self, f"{step}_by", user)
        setattr(self, f"{step}_at", timezone.now())
        self.save()
