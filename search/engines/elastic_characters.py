"""Character filters of the index: the same folding as `common.folding`, in Elasticsearch's words.

The text is stored as it is and shown as it is; only the words made of it are folded.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from common.folding import GREEK, TATWEEL

from .elastic_client import Body

# Superscripts and subscripts, signs like letters, Roman numerals, ligatures, Arabic presentation
# forms, full width.
COMPATIBLE = [
    *(range(0xB2, 0xBB), range(0x2070, 0x209D), range(0x2100, 0x2180), range(0xFB00, 0xFB07)),
    *(range(0xFB50, 0xFDFC), range(0xFE70, 0xFEFD), range(0xFF01, 0xFF5F), range(0x132, 0x134)),
]
VOWEL_SIGNS = range(0x64B, 0x653)
SIGNS = [0xAD, 0x34F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
_GREEK_WORD = r"\u0370-\u03ff\u1f00-\u1fff"


@lru_cache
def character_filters() -> dict[str, Body]:
    """Definitions by name, in the order in which they are applied."""
    greek = {
        f"greek_{name}": {
            "type": "pattern_replace",
            "pattern": f"(?<![{_GREEK_WORD}])[{letter}{letter.upper()}](?![{_GREEK_WORD}])",
            "replacement": f" {name} ",
        }
        for letter, name in GREEK.items()
    }
    numbered = {
        "type": "pattern_replace",
        "pattern": r"\b([aA]lpha|[bB]eta|[gG]amma|[dD]elta)(?=\d)",
        "replacement": "$1 ",
    }
    folding = {"type": "mapping", "mappings": list(_mappings())}
    return {"folding": folding, **greek, "greek_numbered": numbered}


def _mappings() -> Iterator[str]:
    for code in [*SIGNS, *VOWEL_SIGNS, ord(TATWEEL)]:
        yield f"\\u{code:04X}=>"
    for code in (code for block in COMPATIBLE for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and plain.isalnum():
            yield f"\\u{code:04X}=>" + "".join(f"\\u{ord(letter):04X}" for letter in plain)
