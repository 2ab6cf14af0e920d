"""Order of names for people: the rules of the interface's language, from CLDR through ICU.

Chinese goes by pinyin, Spanish has ñ behind n, Arabic has أ and إ as one letter.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

import icu
from django.utils.translation import get_language

Named = TypeVar("Named")


def in_order(
    things: Iterable[Named], name: Callable[[Named], str] = str, language: str | None = None
) -> list[Named]:
    """Sorted by name; in the language of the interface unless another one is given."""
    collator = _collator(language or get_language() or "en")
    return sorted(things, key=lambda thing: collator.getSortKey(str(name(thing))))


def sort_key(text: str, language: str) -> str:
    """For what sorts by itself, such as an index: keys compare as the texts do."""
    key: bytes = _collator(language).getSortKey(text)
    return key.hex()


@cache
def _collator(language: str) -> Any:
    return icu.Collator.createInstance(icu.Locale(language))
