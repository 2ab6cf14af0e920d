"""Quoted phrases, document symbols and hyphenated codes in the text of a search."""

import re
from dataclasses import dataclass
from functools import lru_cache

from common.stems import words_of

# Opening mark: the marks that close it. An apostrophe is no quotation mark, nor is one mark alone.
PAIRS = {
    '"': '"',
    "“": "”“",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "＂": "＂",
}
_QUOTED = re.compile(
    "|".join(f"{re.escape(a)}([^{re.escape(a + b)}]*)[{re.escape(b)}]" for a, b in PAIRS.items())
)
MARKS = re.compile(f"[{re.escape(''.join({*PAIRS, *''.join(PAIRS.values())}))}]")
_HYPHENS = "\\-\u2010\u2011\u2012\u2013\u2212"  # for a set of characters, wherever they stand in it
# E/CN.7/2020/6, also with blanks at the strokes; S-30, alpha-PVP, take-home. They begin where a
# word does, and parts of a symbol are short: tried from each letter to the end, a word of thousands
# of letters, which nobody types, would hold up the server for seconds.
_BEGINS = r"(?<![^\W_])[^\W_]"
_PART = rf"[\w.{_HYPHENS}()]{{0,60}}"
_SYMBOL = re.compile(rf"{_BEGINS}{_PART}(?:\s?/\s?{_PART}\w)+")
_HYPHENATED = re.compile(rf"{_BEGINS}+(?:[{_HYPHENS}][^\W_]+)+")
MOST_PHRASES = 5
FEW = 4  # words
TEXTS_KEPT = 64  # the same text is taken apart for each language and each part of a text


@dataclass(frozen=True)
class Parsed:
    """`text` has no quotation marks; `phrases` must stand as they are, `codes` should."""

    text: str
    phrases: tuple[str, ...]
    codes: tuple[str, ...]


@lru_cache(maxsize=TEXTS_KEPT)
def parse(text: str) -> Parsed:
    phrases = [next(filter(None, match.groups()), "") for match in _QUOTED.finditer(text)]
    phrases = [phrase.strip() for phrase in phrases if re.search(r"[^\W_]", phrase)]
    bare = " ".join(MARKS.sub(" ", text).split())
    symbols = [match[0] for match in _SYMBOL.finditer(bare)]
    hyphenated = [match[0] for match in _HYPHENATED.finditer(_SYMBOL.sub(" ", bare))]
    # Of many words a hyphenated one is only one.
    codes = symbols + ([] if is_long(bare) else hyphenated)
    return Parsed(bare, tuple(phrases[:MOST_PHRASES]), tuple(codes[:MOST_PHRASES]))


@lru_cache(maxsize=TEXTS_KEPT)
def outside_phrases(text: str) -> str:
    """The words that are not quoted."""
    return " ".join(MARKS.sub(" ", _QUOTED.sub(" ", text)).split())


@lru_cache(maxsize=TEXTS_KEPT)
def is_long(text: str) -> bool:
    """Whether a text is a question rather than some words: few contributions hold all of it.

    A symbol or a code counts as one word.
    """
    return len(words_of(_HYPHENATED.sub("code", _SYMBOL.sub("code", text)))) > FEW
