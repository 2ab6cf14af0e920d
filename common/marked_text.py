"""Rich text as text with marks that a person types: **bold**, __italic__ and [words](1).

The number is that of a link in the original of a translation, so that nobody copies addresses; an
address in its place makes a link of one's own. Paragraphs and lists are those of `typed_text`.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from .sanitise import safe_address, text_to_html
from .text import clean
from .typed_text import Reader, normal

Attributes = dict[str, str]

MARKS = {"b": "**", "strong": "**", "i": "__", "em": "__"}
TAGS = {"**": "b", "__": "i"}
PRIVATE = range(0xF0000, 0x100000)  # characters for private use
MOST_LINKS = 2000  # of a passage
HEADINGS = {"h2", "h3", "h4"}
LISTS = {"ul", "ol"}
_LINK = re.compile(
    r"\[\s*([^\[\]\s](?:[^\[\]]*[^\[\]\s])?)\s*\]"
    r"\((\d{1,3}|[a-z]+:(?:[^\s()]|\([^\s()]*\))+)\)"
)
_ESCAPED = re.compile(r"\\([*_\[\]\\])")
# What would be read as a mark: at an end, where an element may begin, or two together.
_TO_ESCAPE = re.compile(r"\\(?=[*_\[\]\\]|$)|^[*_]|[*_]$|(?<=[*_])[*_]|[*_](?=[*_])|\](?=\()")
_TO_ESCAPE_IN_LINKS = re.compile(rf"{_TO_ESCAPE.pattern}|[\[\]]")


def links_of(stored: str) -> list[tuple[Attributes, str]]:
    """(attributes, words) of each link, in order; one that recurs is named once."""
    found: dict[tuple[tuple[str, str], ...], tuple[Attributes, str]] = {}
    for link in BeautifulSoup(stored or "", "html.parser").find_all("a"):
        attributes = leading(dict(link.attrs))
        if attributes:
            found.setdefault(tuple(attributes.items()), (attributes, link.get_text()))
    return list(found.values())


def leading(attributes: Mapping[str, Any]) -> Attributes:
    """What says where a link leads: an address, or Wagtail's type and number."""
    if attributes.get("href"):
        return {"href": str(attributes["href"])}
    names = ("id", "linktype")
    return {name: str(attributes[name]) for name in names if attributes.get(name)}


def to_marked(stored: str | None, original: str = "") -> str:
    """As it is typed; links of `original` by their numbers."""
    writer = _Writer(_numbered(original, stored or ""))
    writer.feed(stored or "")
    writer.close()
    return normal(writer.text)


def to_html(text: str | None, stored: str, original: str = "") -> str:
    """The typed text as HTML in the form of the original; what nobody changed stays as stored."""
    text = normal(clean(text or ""))
    if text == to_marked(stored, original):
        return stored
    links = _numbered(original, stored)
    parts = re.split(r"(<[^>]+>)", text_to_html(text))
    made = "".join(part if part.startswith("<") else _inline(part, links) for part in parts)
    return _in_form_of(original, made)


def _numbered(original: str, stored: str) -> list[Attributes]:
    """The links of the original; then those of the stored text that nobody can type out."""
    known = [attributes for attributes, _words in links_of(original)]
    own = [attributes for attributes, _words in links_of(stored) if attributes not in known]
    return known + [each for each in own if not safe_address(each.get("href"))]


@dataclass
class _Open:
    """An element that has not ended yet: where its text begins, and where its link leads."""

    tag: str
    start: int
    attributes: Attributes = field(default_factory=dict)


class _Writer(Reader):
    def __init__(self, links: list[Attributes]) -> None:
        super().__init__()
        self._links, self._open = links, list[_Open]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag in MARKS or tag == "a":
            self._open.append(_Open(tag, len(self.text), leading(dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            element = self._open.pop()
            before, inner = self.text[: element.start], self.text[element.start :]
            marked = "\n".join(self._marked(line, element) for line in inner.split("\n"))
            self.text = _joined(before, marked)
        super().handle_endtag(tag)

    def _marked(self, line: str, element: _Open) -> str:
        """Blanks at the ends stay outside: a mark stands at a word."""
        words = line.strip()
        if not words or (element.tag == "a" and not element.attributes):
            return line
        before, after = self._around(element)
        blank = len(line) - len(line.lstrip())
        return line[:blank] + before + words + after + line[blank + len(words) :]

    def _around(self, element: _Open) -> tuple[str, str]:
        if element.tag != "a":
            return MARKS[element.tag], MARKS[element.tag]
        if element.attributes in self._links:
            return "[", f"]({self._links.index(element.attributes) + 1})"
        return "[", f"]({element.attributes.get('href', '')})"

    def handle_data(self, data: str) -> None:
        is_in_link = any(element.tag == "a" for element in self._open)
        marks = _TO_ESCAPE_IN_LINKS if is_in_link else _TO_ESCAPE
        super().handle_data(marks.sub(r"\\\g<0>", data))


def _joined(before: str, marked: str) -> str:
    """What ends as bold and goes on as bold is bold once."""
    for mark in TAGS:
        if (
            marked.startswith(mark)
            and before.endswith(mark)
            and not before.endswith(f"\\{mark[0]}")
        ):
            return before.removesuffix(mark) + marked.removeprefix(mark)
    return before + marked


def _inline(text: str, links: list[Attributes]) -> str:
    """Marks in escaped text as elements; what is no mark stays as it was typed."""
    kept: dict[str, str] = {}  # {what is no mark any more: a character that no text has}

    def keep(value: str) -> str:
        return kept.setdefault(value, chr(PRIVATE[0] + len(kept)))

    def link(match: re.Match[str]) -> str:
        attributes = _of_target(match[2], links)
        if not attributes or len(kept) > MOST_LINKS:
            return match[0]
        named = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return keep(f"<a{named}>") + match[1] + keep("</a>")

    text = "".join(sign for sign in text if ord(sign) not in PRIVATE)
    text = _ESCAPED.sub(lambda match: keep(match[1]), text)
    text = _LINK.sub(link, text)
    for mark, tag in TAGS.items():
        text = _with_elements(text, mark, tag)
    return text.translate({ord(sign): value for value, sign in kept.items()})


def _with_elements(text: str, mark: str, tag: str) -> str:
    """A mark opens before a word and closes behind one; one without the other is none."""
    first, *others = text.split(mark)
    found, opened, before = [first], 0, first
    for part in others:
        if not opened and part[:1].strip():
            opened = len(found)
            found.append(mark)
        elif opened and before[-1:].strip():
            found[opened] = f"<{tag}>"
            found.append(f"</{tag}>")
            opened = 0
        else:
            found.append(mark)
        found.append(part)
        before = part
    return "".join(found)


def _of_target(target: str, links: list[Attributes]) -> Attributes:
    """Escaped attributes of a link, or none for what leads nowhere."""
    if target.isdecimal():
        place = int(target) - 1
        found = links[place] if 0 <= place < len(links) else {}
        return {name: html.escape(value) for name, value in found.items()}
    return {"href": target} if safe_address(html.unescape(target)) else {}


def _in_form_of(original: str, made: str) -> str:
    """One paragraph for a heading is a heading, a line for each item of a list is a list."""
    first = next(_elements(original), None)
    if first is None or first.name == "p":
        return made
    blocks = list(_elements(made))
    if any(block.name != "p" for block in blocks):
        return made
    if first.name in HEADINGS and len(blocks) == 1:
        blocks[0].name = first.name
        return str(blocks[0])
    if first.name in LISTS and len(blocks) == len(first.find_all("li")):
        items = "".join(f"<li>{block.decode_contents()}</li>" for block in blocks)
        return f"<{first.name}>{items}</{first.name}>"
    return made


def _elements(text: str) -> Iterator[Tag]:
    return (node for node in BeautifulSoup(text, "html.parser").children if isinstance(node, Tag))
