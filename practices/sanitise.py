"""The one place that decides which HTML may be stored and shown in a practice or strategy."""

import html
import re

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from common.text import clean

TAGS = frozenset(
    {"p", "br", "h2", "h3", "h4", "b", "strong", "i", "em", "ol", "ul", "li", "a", "hr"}
)
DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
LINK_TYPES = frozenset({"page", "document"})
PROTOCOLS = frozenset({"http", "https", "mailto"})
FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


# With more the parser takes minutes: texts of States have some hundreds.
MOST_TAGS = 4000


def _stored(tag, name, value):
    """How Wagtail stores a link to a page or document: linktype and a number."""
    if tag == "a" and name == "linktype":
        return value in LINK_TYPES
    if tag == "a" and name == "id":
        return value.isascii() and value.isdecimal() and len(value) < 10
    return _shown(tag, name, value)


def _shown(tag, name, value):
    if (tag, name) == ("a", "href"):
        return _leads_well(value)
    return (tag, name) == ("p", "dir") and value in DIRECTIONS


def _leads_well(address):
    """Bleach looks too, but takes what stands before digits (javascript:1) for a host."""
    plain = re.sub(r"[\s\x00-\x20]", "", html.unescape(address))
    scheme = re.match(r"([^/?#:]*):", plain)
    return scheme is None or scheme[1].lower() in PROTOCOLS


class WholeLinks(Filter):
    """Wagtail's own links have a type and a number: with one of them alone its readers raise."""

    PARTS = ((None, "linktype"), (None, "id"))

    def __iter__(self):
        for token in super().__iter__():
            given = token.get("data") if token["type"] == "StartTag" else {}
            if any(part in given for part in self.PARTS) and not all(
                part in given for part in self.PARTS
            ):
                for part in self.PARTS:
                    given.pop(part, None)
            yield token


def clean_html(value, attributes=_stored):
    """Well-formed HTML with nothing in it that can run; any string is accepted."""
    value = clean(value or "")
    if value.count("<") > MOST_TAGS:
        return html.escape(value)
    cleaner = Cleaner(TAGS, attributes, PROTOCOLS, strip=True, filters=[WholeLinks])
    # Wagtail's editor stumbles over elements that nothing closes.
    return cleaner.clean(value).replace("<br>", "<br/>").replace("<hr>", "<hr/>")


def clean_shown_html(value):
    """For the page: links lead somewhere or are none, and no names of elements are given."""
    return clean_html(value, attributes=_shown)


def safe_address(value):
    """The address if a reader may follow it: http, https or mailto; else nothing."""
    value = (value or "").strip()
    return value if re.match(r"(https?://|mailto:)[^\s\\]", value, re.IGNORECASE) else ""


def text_to_html(text):
    """Paragraphs and "- " lists of plain text as HTML; everything else is escaped."""
    blocks = (block.strip() for block in clean(text or "").split("\n\n"))
    return "".join(_block_to_html(block) for block in blocks if block)


def _block_to_html(block):
    parts, items = [], []
    for line in block.split("\n"):
        if line.startswith("- "):
            items.append(f"<li>{html.escape(line[2:].strip())}</li>")
        elif line.strip():
            parts += [*_list_of(items), f"<p>{html.escape(line.strip())}</p>"]
            items = []
    return "".join(parts + _list_of(items))


def _list_of(items):
    return [f"<ul>{''.join(items)}</ul>"] if items else []
