"""A text in passages: what is translated piece by piece, kept aligned, and marked when it changes.

A passage is a block of rich text (a paragraph, a heading, a list) or a paragraph of plain text.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.utils.html import escape
from django.utils.translation import gettext_lazy

from common.digests import digest_of
from common.labels import field_label
from practices.models import ContributionPage

Passages = dict[str, list[str]]  # {field: its passages}

FIRST = ("title", "summary", "institution", "adopting_body")
NEEDED = ("title", "summary")
MATERIAL = {"annexes": "title", "links": "title", "images": "caption"}  # each item is a passage
LISTING = ("seo_title", "search_description")  # what search engines and social networks show
ONE_LINE = ("title", "seo_title", *MATERIAL)
LINE_LENGTH = 255  # characters of each of these
LABELS = {
    "annexes": gettext_lazy("Titles of annexes"),
    "links": gettext_lazy("Titles of links"),
    "images": gettext_lazy("Captions of images"),
    "seo_title": gettext_lazy("Title for search engines"),
    "search_description": gettext_lazy("Description for search engines"),
}
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Passage:
    """One passage of the original as it is now, and its translation."""

    field: str
    key: str  # the same for as long as the words of the original are
    original: str
    is_rich: bool = False  # HTML, and not plain text
    text: str = ""
    was: str = ""  # the original when it was translated, if that was another
    is_machine: bool = False  # a machine's words, which nobody has read yet

    @property
    def is_changed(self) -> bool:
        return bool(self.was)

    @property
    def is_unread(self) -> bool:
        """Whether somebody still has to look at the translation as it stands."""
        return self.is_changed or self.is_machine


def fields_of(page: ContributionPage) -> list[str]:
    """Names of the fields that are translated, in reading order."""
    own = [name for name in FIRST if hasattr(page, name)]
    return [*own, *page.section_fields, *MATERIAL, *LISTING]


def rich_fields_of(page: ContributionPage) -> frozenset[str]:
    return frozenset(page.rich_text_fields())


def passages_of(page: ContributionPage) -> Passages:
    """Of what the page says, as a practice or strategy; empty fields are left out."""
    rich = rich_fields_of(page)
    found = {name: _passages_of(page, name, name in rich) for name in fields_of(page)}
    return {name: passages for name, passages in found.items() if passages}


def _passages_of(page: ContributionPage, name: str, is_rich: bool) -> list[str]:
    if name in MATERIAL:
        titles = (getattr(item, MATERIAL[name]).strip() for item in getattr(page, name).all())
        return list(dict.fromkeys(filter(None, titles)))
    value = getattr(page, name) or ""
    return _blocks(value) if is_rich else _paragraphs(value)


def _blocks(html: str) -> list[str]:
    nodes = BeautifulSoup(html, "html.parser").children
    found = (str(node) if isinstance(node, Tag) else _as_block(str(node)) for node in nodes)
    return [block for block in found if BeautifulSoup(block, "html.parser").get_text().strip()]


def _as_block(text: str) -> str:
    return f"<p>{escape(text.strip())}</p>" if text.strip() else ""


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _BLANK_LINE.split(text.replace("\r\n", "\n")) if part.strip()]


def digest(passages: Passages) -> str:
    return digest_of(passages)


def label_of(page: ContributionPage, name: str) -> str:
    return str(LABELS.get(name) or field_label(type(page), name))


def aligned(
    page: ContributionPage, source: Passages, text: Passages, machine: Collection[str] = ()
) -> list[Passage]:
    """Each passage of the original as it is now, with what was translated of it before.

    `machine`: machine_mark() of what a machine wrote and nobody has read.
    """
    found: list[Passage] = []
    rich = rich_fields_of(page)
    for name, originals in passages_of(page).items():
        before = dict(_pairs(source.get(name, []), originals))
        for place, original in enumerate(originals):
            passage = Passage(name, key_of(name, place, originals), original, name in rich)
            passage = _with_translation(passage, before.get(place), source, text)
            is_machine = machine_mark(name, passage.text) in machine
            found.append(replace(passage, is_machine=is_machine))
    return found


def machine_mark(field: str, text: str) -> str:
    """By the words: what a person changes is the machine's no longer."""
    return hashlib.sha256(f"{field} {text}".encode()).hexdigest()[:16]


def _with_translation(
    passage: Passage, old: int | None, source: Passages, text: Passages
) -> Passage:
    translated = text.get(passage.field, [])
    if old is None or old >= len(translated):
        return passage
    was = source[passage.field][old]
    return replace(passage, text=translated[old], was=was if was != passage.original else "")


def key_of(name: str, place: int, originals: list[str]) -> str:
    """By the words: a passage that moves keeps its key, and one that recurs is counted."""
    original = originals[place]
    repeated = originals[:place].count(original)
    mark = hashlib.sha256(original.encode()).hexdigest()[:10]
    return f"{name}-{mark}" + (f"-{repeated}" if repeated else "")


def _pairs(source: list[str], now: list[str]) -> Iterator[tuple[int, int]]:
    """(place now, place before) of passages that are the same, or took one another's place."""
    matcher = SequenceMatcher(None, source, now, autojunk=False)
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind in ("equal", "replace"):
            yield from zip(range(new, new_end), range(old, old_end), strict=False)


def changed_places(source: list[str], now: list[str]) -> set[int]:
    """Places in `source` of the passages whose words are not those of the original now."""
    matcher = SequenceMatcher(None, source, now, autojunk=False)
    found: set[int] = set()
    for kind, old, old_end, _new, _end in matcher.get_opcodes():
        if kind == "insert":  # a passage that is new stands behind the one before it
            found.add(max(0, old - 1))
        elif kind != "equal":
            found.update(range(old, old_end))
    return found


def missing(passages: list[Passage]) -> list[str]:
    """Names of fields that stand in the way: needed and empty, or translated by half."""
    names = dict.fromkeys(each.field for each in passages)
    return [name for name in names if _stands_in_the_way(name, passages)]


def _stands_in_the_way(name: str, passages: list[Passage]) -> bool:
    if name in MATERIAL:
        return False  # each item stands for itself
    texts = [bool(each.text.strip()) for each in passages if each.field == name]
    return not all(texts) and (name in NEEDED or any(texts))


def by_field(passages: list[Passage]) -> tuple[Passages, Passages]:
    """(source, text) for a translation: a passage nobody has read anew keeps its old source."""
    source: Passages = {}
    text: Passages = {}
    for each in passages:
        source.setdefault(each.field, []).append(each.was or each.original)
        text.setdefault(each.field, []).append(each.text)
    return source, {name: texts for name, texts in text.items() if any(texts)}
