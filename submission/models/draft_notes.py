"""Notes on what was not taken over from an uploaded form, kept with the draft until resolved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from practices.models.contributions import ContributionPage


class DraftNoteQuerySet(models.QuerySet):
    def open_on(self, page) -> "DraftNoteQuerySet":
        return self.filter(page_id=page.pk, resolved_at__isnull=True)


class DraftNote(models.Model):
    page = models.ForeignKey(ContributionPage, models.CASCADE, related_name="draft_notes")
    # Empty where the file says something that belongs to no question.
    field = models.CharField(_("field"), max_length=50, blank=True)
    message = models.TextField(_("message"))
    text = models.TextField(_("text in the file"), blank=True)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)

    objects = DraftNoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("note on a draft")
        verbose_name_plural = _("notes on drafts")

    def __str__(self) -> str:
        return self.message
