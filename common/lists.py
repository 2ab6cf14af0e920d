"""Lists in the middle of a sentence, as each language joins them (CLDR, through ICU)."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import icu
from django.utils.translation import get_language

OURS = {"en": "en_GB"}  # the United Nations write no comma before "and"


def listed(items: Iterable[object]) -> str:
    """Arabic, Chinese and Russian: in the language of the interface."""
    formatted: str = _formatter(get_language() or "en").format([str(item) for item in items])
    return formatted


@cache
def _formatter(language: str) -> Any:
    return icu.ListFormatter.createInstance(icu.Locale(OURS.get(language, language)))
