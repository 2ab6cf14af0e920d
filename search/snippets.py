"""The only place that makes HTML of texts found: everything escaped, then the marks put in."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from common.html import plain_text
from practices.models import ContributionPage

from .engines.base import MARK_END, MARK_START
from .spans import Asked, spans

SNIPPET_LENGTH = 280  # characters
ENDS = (".", "!", "?", ":", ";", "…", "。", "！", "？", "؟", ")", "”", "»")  # of a sentence
LEAD = 90  # characters shown before the first word found


def to_html(marked: str) -> SafeString:
    """A text with marks around the words found, as safe HTML with <mark> elements."""
    text = escape(marked).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
    return mark_safe(text)  # noqa: S308  escaped above; only <mark> is added


def mark_words(text: str, asked: Asked) -> str:
    """The text with marks around each word and each phrase that was asked for, in any form."""
    plain = without_marks(text)
    for start, end in reversed(spans(plain, asked)):
        plain = f"{plain[:start]}{MARK_START}{plain[start:end]}{MARK_END}{plain[end:]}"
    return plain


def without_marks(text: str) -> str:
    return text.replace(MARK_START, "").replace(MARK_END, "")


def best_passage(page: ContributionPage, words: Asked) -> str:
    """The part of a contribution that shows the words, marked; its summary by default."""
    for text in _texts(page):
        marked = mark_words(text, words)
        at = marked.find(MARK_START)
        if at >= 0:
            return _around(marked, at)
    return beginning(page.summary)


def passage_of(text: str, words: Asked) -> str:
    """The part of a text that shows the words, marked; its beginning by default."""
    marked = mark_words(text, words)
    return _around(marked, max(0, marked.find(MARK_START)))


def opened(passage: str) -> str:
    """A passage cut out of a text by someone else, with dots where it breaks off."""
    plain = without_marks(passage).strip()
    before = "… " if plain[:1].islower() else ""
    after = "" if plain.endswith(ENDS) else " …"
    return before + passage.strip() + (after if plain else "")


def beginning(text: str) -> str:
    return _around(without_marks(text), 0)


def _texts(page: ContributionPage) -> Iterator[str]:
    yield page.summary
    for name in page.rich_text_fields():
        yield plain_text(getattr(page, name))
    for name in ("institution", "partners", "resources", "adopting_body"):
        yield getattr(page, name, "")


def _around(marked: str, at: int) -> str:
    """Some words before the first mark, and as many after as fit; whole words only."""
    start = marked.rfind(" ", 0, max(0, at - LEAD)) + 1 if at > LEAD else 0
    end = marked.rfind(" ", at, start + SNIPPET_LENGTH)
    if end < 0 or start + SNIPPET_LENGTH >= len(marked):
        end = min(len(marked), start + SNIPPET_LENGTH)
    passage = marked[start:end]
    # A mark cut off at the end would swallow the rest of the page.
    if passage.count(MARK_START) > passage.count(MARK_END):
        passage += MARK_END
    return ("… " if start else "") + passage.strip() + (" …" if end < len(marked) else "")
