"""What of an original a translation has to hold as well: links, symbols, numbers, bold type.

A hint for whoever writes or approves, and never a reason to refuse: "two" may stand for 2.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from common import symbols
from common.html import plain_text
from common.marked_text import links_of

from .passages import Passage

Pieces = dict[str, str]  # {what is compared: as it is written}

ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
SYMBOL = re.compile(r"[^\W\d_]{1,8}(?:/[\w.\-()]*[\w)])+")
GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")  # 1 500 000
NUMBER = re.compile(r"\d+(?:[.,'’٫٬]\d+)*")
BOLD = ("b", "strong")


def lost(passage: Passage) -> list[str]:
    """What of the original is not found in the translation, as people would name it."""
    if not passage.text.strip():
        return []
    original, text = _words(passage.original, passage), _words(passage.text, passage)
    found = [*_lost_links(passage), *_missing(_addresses(original), _addresses(text))]
    original, text = ADDRESS.sub(" ", original), ADDRESS.sub(" ", text)
    found += _missing(_symbols(original), _symbols(text))
    found += _missing_numbers(_without_symbols(original), _without_symbols(text))
    if passage.is_rich and _is_bold(passage.original) and not _is_bold(passage.text):
        found.append(_("bold type"))
    return found


def _words(text: str, passage: Passage) -> str:
    return plain_text(text) if passage.is_rich else text


def _lost_links(passage: Passage) -> Iterator[str]:
    if not passage.is_rich:
        return
    kept = [attributes for attributes, _words in links_of(passage.text)]
    for number, (attributes, words) in enumerate(links_of(passage.original), 1):
        if attributes not in kept:
            yield _("link %(number)d (%(words)s)") % {"number": number, "words": words}


def _missing(wanted: Pieces, found: Pieces) -> list[str]:
    return [written for key, written in wanted.items() if key not in found]


def _addresses(text: str) -> Pieces:
    return {address: address for address in ADDRESS.findall(text)}


def _symbols(text: str) -> Pieces:
    parsed = ((written, symbols.parse(written)) for written in SYMBOL.findall(text))
    return {symbol.key: written for written, symbol in parsed if symbol}


def _without_symbols(text: str) -> str:
    return SYMBOL.sub(lambda match: " " if symbols.parse(match[0]) else match[0], text)


def _missing_numbers(original: str, text: str) -> list[str]:
    wanted, found = Counter(_numbers(original)), Counter(_numbers(text))
    return list((wanted - found).elements())


def _numbers(text: str) -> Iterator[str]:
    """Digits alone, of any script: languages divide thousands and decimals in other ways."""
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    text = GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    return (re.sub(r"\D", "", number) for number in NUMBER.findall(text))


def _is_bold(html: str) -> bool:
    return BeautifulSoup(html, "html.parser").find(BOLD) is not None
