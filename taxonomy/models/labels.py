"""Labels in six languages, for the terms that are data rather than interface strings."""

from django.db import models
from django.db.models import Field
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LABEL_MAX_LENGTH = 1000  # the wording of a recommendation is a long sentence


def label_field(language) -> Field:
    return models.CharField(language, max_length=LABEL_MAX_LENGTH, blank=True)


class Labelled(models.Model):
    """A term with an English label and, where translated, five others."""

    label_en = models.CharField(_("label (English)"), max_length=LABEL_MAX_LENGTH)
    label_fr = label_field(_("label (French)"))
    label_es = label_field(_("label (Spanish)"))
    label_ar = label_field(_("label (Arabic)"))
    label_ru = label_field(_("label (Russian)"))
    label_zh = label_field(_("label (Chinese)"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the language of the interface; English where it is not translated."""
        language = (get_language() or "en")[:2]
        return getattr(self, f"label_{language}", "") or self.label_en
