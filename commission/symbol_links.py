"""Links from symbols in a text to the documents that are public here."""

import re
from collections.abc import Mapping
from html import escape

from common.symbols import DOTTED

from .symbols import Known, document_named, public_documents

# Full-width letters and digits stand in Chinese texts; a Cyrillic A, C or E looks like a Latin one.
_SIGN = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_SLASH = r"[/／∕⁄]\s?"
_DASH = r"\s?[-‐‑‒–—−－]\s?"
_PART = (
    rf"(?:E?S{_DASH}\d+|(?:{'|'.join(DOTTED)})[.．]?\s?\d+[A-Z]?|[{_SIGN}]+(?:[.．][{_SIGN}]+)?)"
    r"(?:\s?\((?:[IVXLC]+|\d{4})\))?"
)
_SYMBOL = rf"[A-ZАСЕＡ-Ｚ]{{1,8}}(?:{_SLASH}{_PART}){{1,8}}"
_RESOLUTION = (
    r"(?:GA|General Assembly|ECOSOC|Economic and Social Council|CND|Commission"
    r"(?: on Narcotic Drugs)?)\s(?:res\.\s?|resolution\s)(?:S-)?\d+/\d+"
)
MENTION = re.compile(
    rf"(?<![{_SIGN}А-Яа-я/.@-])(?:{_RESOLUTION}|{_SYMBOL}(?:{_DASH}{_SYMBOL})*)(?![{_SIGN}])",
    re.IGNORECASE,
)
TAG = re.compile(r"""(<(?:"[^"]*"|'[^']*'|[^"'<>])*>)""")
NUMBER = re.compile(r"\d")
LINK = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)


def with_links(html: str) -> str:
    """Safe HTML in which symbols of public documents lead there, outside other links."""
    if not any(map(NUMBER.search, MENTION.findall(html))):  # and/or
        return html
    known = public_documents()  # once for all the text
    inside = 0
    pieces = TAG.split(html)
    for at, piece in enumerate(pieces):
        if at % 2:
            inside += _step(piece)
        elif not inside:
            pieces[at] = MENTION.sub(lambda match: _link(match[0], known), piece)
    return "".join(pieces)


def documents_named(text: str) -> list[Known]:
    """The public documents that a search asks for: by a symbol alone, or among other words."""
    alone = document_named(text)
    mentions = [] if alone else list(filter(NUMBER.search, MENTION.findall(text)))
    known = public_documents() if mentions else {}
    named = [alone, *(document_named(each, known) for each in mentions)]
    return list(dict.fromkeys(filter(None, named)))


def _step(tag: str) -> int:
    """Into a link, out of one, or neither."""
    link = LINK.match(tag)
    return 0 if link is None else -1 if link[1] else 1


def _link(written: str, known: Mapping[str, Known]) -> str:
    document = document_named(written, known)
    if document is None:
        return written
    return f'<a class="symbol" dir="ltr" href="{escape(document.url)}">{written}</a>'
