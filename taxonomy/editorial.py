"""Lists of terms whose labels in the interface's language are the portal's own translations."""

from django.core.cache import cache
from django.utils.translation import get_language

from .languages import Language, of_interface
from .models import TermLabel

SECONDS_KEPT = 30  # how long another process may still say the old
KEY = "editorial-labels-%s"


def lists_with_editorial_labels() -> frozenset[str]:
    """None in English, which is what the others are translated from."""
    language = of_interface(get_language())
    if language == Language.EN:
        return frozenset()
    found = cache.get_or_set(KEY % language, lambda: _load(language), SECONDS_KEPT)
    return found or frozenset()


def _load(language: str) -> frozenset[str]:
    editorial = TermLabel.objects.filter(language=language, kind=TermLabel.Kind.EDITORIAL)
    editorial = editorial.exclude(label="")
    return frozenset(editorial.order_by().values_list("list", flat=True).distinct())


def forget(**kwargs: object) -> None:
    cache.delete_many(KEY % language for language in Language.values)
