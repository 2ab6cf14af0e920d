"""Folding of text for search: case, accents, widths, digits, Arabic and Greek letters.

`folded` is applied alike to what is stored in an index and to what a visitor types. Elasticsearch
does the same with its own filters; see `search.engines.elastic_index`.
"""

import re
import unicodedata

from .text import bare

GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "σ": "sigma",
    "ω": "omega",
}
# A Greek letter of a Greek word is no name of a substance.
_LONE_GREEK = re.compile(f"(?<![Ͱ-Ͽἀ-῿])[{''.join(GREEK)}](?![Ͱ-Ͽἀ-῿])")
# delta9 and delta-9; the same for alpha, beta and gamma.
_NUMBERED = re.compile(r"\b(alpha|beta|gamma|delta)(?=\d)")
TATWEEL = "\u0640"
# Letters that no decomposition takes apart, and forms of Arabic letters that writers exchange.
_LETTERS = str.maketrans(
    dict(zip("øłđðıٱىیکة", "olddiاييكه", strict=True)) | {"æ": "ae", "œ": "oe", TATWEEL: None}
)


def folded(text: str) -> str:
    """The text in the form in which two spellings of the same words are equal."""
    if text.isascii():
        return _NUMBERED.sub(r"\1 ", text.casefold())
    text = unicodedata.normalize("NFKC", bare(text)).casefold()
    letters = unicodedata.normalize("NFKD", text)
    letters = letters.translate(
        {ord(letter): None for letter in set(letters) if unicodedata.combining(letter)}
    )
    letters = unicodedata.normalize("NFC", letters).translate(_LETTERS)
    letters = _LONE_GREEK.sub(lambda match: f" {GREEK[match[0]]} ", letters)
    letters = letters.translate({ord(letter): _ascii_digit(letter) for letter in set(letters)})
    return _NUMBERED.sub(r"\1 ", letters)


def _ascii_digit(character: str) -> str:
    digit = None if character.isascii() else unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
