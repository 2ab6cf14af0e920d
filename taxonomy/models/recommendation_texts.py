"""The official words of recommendations, as quotations in each language, with their versions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.in_language import InLanguage
from taxonomy.languages import Language

from .terms import Recommendation


class RecommendationText(models.Model):
    """What one recommendation says in one language; changed words are another row.

    Only the import of the official list writes these (taxonomy.official_texts).
    """

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="texts", verbose_name=_("recommendation")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    text = models.TextField(_("text"))
    source = models.CharField(_("source"), max_length=255)
    text_version = models.CharField(_("version of the text"), max_length=50)
    confirmed_by = models.CharField(_("confirmed by"), max_length=255, blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now)
    replaced_at = models.DateTimeField(_("replaced at"), null=True)

    class Meta:
        ordering = ["recommendation", "language", "-since"]
        verbose_name = _("text of a recommendation")
        verbose_name_plural = _("texts of recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "language"],
                condition=Q(replaced_at=None),
                name="recommendation_text_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.number} ({self.language})"

    @property
    def quotation(self) -> InLanguage:
        return InLanguage(self.text, self.language)
