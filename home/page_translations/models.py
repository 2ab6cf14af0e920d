"""Public translation of a page of the Secretariat into one language."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from approvals.models import Proposal
from common.sanitise import clean_html
from common.text import clean_line
from taxonomy.languages import Language

from .words import RICH, Words

TRANSLATED = [(code, name) for code, name in Language.choices if code != Language.EN]


class PageTranslationQuerySet(models.QuerySet):
    def public(self) -> models.QuerySet:
        return self.filter(withdrawn_at__isnull=True)


class PageTranslation(models.Model):
    """Changed by a proposal of two officers, or put in place with the portal; see save()."""

    page = models.ForeignKey(
        Page, models.CASCADE, related_name="page_translations", verbose_name=gettext_lazy("page")
    )
    language = models.CharField(gettext_lazy("language"), max_length=2, choices=TRANSLATED)
    words = models.JSONField(gettext_lazy("words"), default=dict)
    # What it was made from, so that it is known to be outdated, and in which words.
    english = models.JSONField(gettext_lazy("English words"), default=dict)
    # Who wrote and who agreed; none for what is shipped with the portal.
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(gettext_lazy("changed at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(gettext_lazy("withdrawn at"), null=True)

    objects = PageTranslationQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("translation of a page")
        verbose_name_plural = gettext_lazy("translations of pages")
        constraints = [
            models.UniqueConstraint(fields=["page", "language"], name="one_translation_per_page")
        ]

    def __str__(self) -> str:
        return f"{self.page} ({self.get_language_display()})"

    def save(self, *args, **kwargs) -> None:
        """Words of code are public where no officer has decided yet, and nowhere else."""
        stored = type(self).objects.filter(pk=self.pk).values_list("proposal_id", flat=True)
        if self.proposal_id is None and any(stored):
            raise PermissionDenied(_("Two officers decided on these words."))
        if self.proposal_id and self.proposal.outcome != Proposal.Outcome.APPLIED:
            raise PermissionDenied(_("Another officer has to agree to these words."))
        self.words = cleaned(self.words)
        super().save(*args, **kwargs)


def cleaned(words: Words) -> Words:
    """As they are stored: rich text sanitised, the others on one line, nothing empty."""
    found = {
        name: clean_html(text) if name in RICH else clean_line(text) for name, text in words.items()
    }
    return {name: text for name, text in found.items() if text}
