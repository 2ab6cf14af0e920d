"""The six official languages of the United Nations, in which States write."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Language of an original text; names in the interface's language."""

    AR = "ar", _("Arabic")
    ZH = "zh", _("Chinese")
    EN = "en", _("English")
    FR = "fr", _("French")
    RU = "ru", _("Russian")
    ES = "es", _("Spanish")


RIGHT_TO_LEFT = frozenset({Language.AR})


def direction(language) -> str:
    """The value of the HTML `dir` attribute for a text in this language."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
