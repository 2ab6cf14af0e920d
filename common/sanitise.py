"""The one place that decides which HTML may be stored and shown in a practice or strategy."""

import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from re import Match
from typing import Any

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from .clean_already import is_clean
from .pasted import structured
from .text import clean

TAGS = frozenset(
    {"p", "br", "h2", "h3", "h4", "b", "strong", "i", "em", "ol", "ul", "li", "a", "hr"}
)
DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
LINK_TYPES = frozenset({"page", "document"})
PROTOCOLS = frozenset({"http", "https", "mailto"})
FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


# With more the parser takes minutes: texts of States have some hundreds.
MOST_TAGS = 4000


def _stored(tag: str, name: str, value: str) -> bool:
    """How Wagtail stores a link to a page or document: linktype and a number."""
    if tag == "a" and name == "linktype":
        return value in LINK_TYPES
    if tag == "a" and name == "id":
        return value.isascii() and value.isdecimal() and len(value) < 10
    return _shown(tag, name, value)


def _shown(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("a", "href"):
        return _leads_well(value)
    return (tag, name) == ("p", "dir") and value in DIRECTIONS


def _leads_well(address: str) -> bool:
    """Bleach looks too, but takes what stands before digits (javascript:1) for a host."""
    plain = re.sub(r"[\s\x00-\x20]", "", html.unescape(address))
    scheme = re.match(r"([^/?#:]*):", plain)
    return scheme is None or scheme[1].lower() in PROTOCOLS


class WholeLinks(Filter):
    """Wagtail's own links have a type and a number: with one of them alone its readers raise."""

    PARTS = ((None, "linktype"), (None, "id"))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():
            given = token.get("data") if token["type"] == "StartTag" else {}
            if any(part in given for part in self.PARTS) and not all(
                part in given for part in self.PARTS
            ):
                for part in self.PARTS:
                    given.pop(part, None)
            yield token


@lru_cache(maxsize=256)  # a page that is read shows the same texts again
def clean_html(value: str | None, attributes: Callable[[str, str, str], bool] = _stored) -> str:
    """Well-formed HTML with nothing in it that can run; any string is accepted."""
    value = clean(value or "")
    if value.count("<") > MOST_TAGS:
        return html.escape(value)
    value = structured(value)
    if is_clean(value):
        return value
    cleaner = Cleaner(TAGS, attributes, PROTOCOLS, strip=True, filters=[WholeLinks])
    # Wagtail's editor stumbles over elements that nothing closes.
    cleaned: str = cleaner.clean(value)
    return cleaned.replace("<br>", "<br/>").replace("<hr>", "<hr/>")


def clean_shown_html(value: str | None) -> str:
    """For the page: links lead somewhere or are none, and no names of elements are given."""
    return clean_html(value, attributes=_shown)


def safe_address(value: str | None) -> str:
    """The address if a reader may follow it: http, https or mailto; else nothing."""
    value = (value or "").strip()
    return value if re.match(r"(https?://|mailto:)[^\s\\]", value, re.IGNORECASE) else ""


# What word processors put in front of an item when they paste plain text.
# Letters are signs of the font Wingdings, whose name plain text does not carry.
BULLET = re.compile(
    r"[-*·]\s+|[•●◦○▪■‣➢⁃►▶◆❖✓✔\uf0b7\uf0a7\uf076\uf0d8\uf0fc]\ufe0f?\s*(?=\S)|[o§Øüvq]\t\s*"
)
DASH = re.compile(r"[–—]\s+")
NUMBER = re.compile(r"(\d{1,2})[.)]\s+")


def text_to_html(text: str | None) -> str:
    """Paragraphs and lists ("- ", "1. ") of plain text as HTML; everything else is escaped."""
    blocks = (block.strip() for block in _items_together(clean(text or "")).split("\n\n"))
    return "".join(_block_to_html(block) for block in blocks if block)


def _items_together(text: str) -> str:
    """Without the blank lines that a word processor leaves between the items of a list."""
    return re.sub(
        rf"^([ \t]*(?:{BULLET.pattern}|{NUMBER.pattern}).*)\n\s*\n"
        rf"(?=[ \t]*(?:{BULLET.pattern}|{NUMBER.pattern}))",
        lambda found: f"{found[1]}\n",
        text,
        flags=re.MULTILINE,
    )


def _block_to_html(block: str) -> str:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    parts: list[str] = []
    place = 0
    while place < len(lines):
        kind, items = _list_at(lines, place)
        if items:
            parts.append(
                f"<{kind}>{''.join(f'<li>{html.escape(item)}</li>' for item in items)}</{kind}>"
            )
        else:
            parts.append(f"<p>{html.escape(lines[place])}</p>")
        place += len(items) or 1
    return "".join(parts)


def _list_at(lines: list[str], place: int) -> tuple[str, list[str]]:
    """(kind of list, its items) that begins in this line."""
    if items := _items(lines, place, lambda line, number: BULLET.match(line)):
        return "ul", items
    # A single number or dash is more often the beginning of a sentence than a list of one.
    if len(items := _items(lines, place, _numbered)) > 1:
        return "ol", items
    items = _items(lines, place, lambda line, number: DASH.match(line))
    return "ul", items if len(items) > 1 else []


def _numbered(line: str, number: int) -> Match[str] | None:
    sign = NUMBER.match(line)
    return sign if sign and int(sign[1]) == number else None


def _items(
    lines: list[str], place: int, sign_of: Callable[[str, int], Match[str] | None]
) -> list[str]:
    items: list[str] = []
    while place + len(items) < len(lines):
        line = lines[place + len(items)]
        sign = sign_of(line, len(items) + 1)
        if sign is None:
            break
        items.append(line[sign.end() :])
    return items
