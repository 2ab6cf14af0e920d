"""Words of a text with the places where they stand in it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .folding import folded

# A word with its accents, Arabic vowels and invisible signs, or a run of Chinese characters.
_TOKEN = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff]+"
    "|[^\\W_\u3400-\u4dbf\u4e00-\u9fff]"
    "(?:[^\\W_\u3400-\u4dbf\u4e00-\u9fff]|[\u0300-\u036f\u064b-\u0652\u0640\u00ad\u200b-\u200d])*"
)
_FIRST_CHINESE = "\u3400"
_LAST_CHINESE = "\u9fff"


class PlacedWord(NamedTuple):
    word: str  # folded
    start: int
    end: int


def placed_words(text: str) -> Iterator[PlacedWord]:
    """As words_of() finds them: Chinese in overlapping pairs, a single character by itself."""
    for match in _TOKEN.finditer(text):
        token, start = match[0], match.start()
        if _FIRST_CHINESE <= token[0] <= _LAST_CHINESE:
            for i in range(max(1, len(token) - 1)):
                yield PlacedWord(token[i : i + 2], start + i, start + min(i + 2, len(token)))
        else:
            for word in _words(token):
                yield PlacedWord(word, start, match.end())


@lru_cache(maxsize=20_000)
def _words(token: str) -> tuple[str, ...]:
    """Kept: texts consist of the same words over and over."""
    return tuple(folded(token).split())
