"""Rich text as plain text that a focal point types: paragraphs, and lists with "- "."""

import re
from html.parser import HTMLParser

from .sanitise import clean_html, text_to_html
from .text import clean

BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "hr"}
# A Chinese or Japanese character counts as a word: these languages write no spaces.
# portal/static/portal/words.js counts in the same way.
_CHARACTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.numbers: list[int | None] = []  # of the lists around; None where they have bullets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.text += "\n\n"
            if tag in ("ol", "ul"):
                self.numbers.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.text += f"\n{self._sign()}"
        elif tag == "br":
            self.text += "\n"

    def _sign(self) -> str:
        if not self.numbers or self.numbers[-1] is None:
            return "- "
        self.numbers[-1] += 1
        return f"{self.numbers[-1]}. "

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.text += "\n\n"
        if tag in ("ol", "ul") and self.numbers:
            self.numbers.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def to_text(html: str | None) -> str:
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    return _normal(reader.text)


def _normal(text: str) -> str:
    """Without what nobody sees: blanks around lines, items with nothing in them, extra lines."""
    text = re.sub(r"(?m)^[ \t]+|[ \t]+$", "", text)
    text = re.sub(r"(?m)^(?:-|\d+\.)$", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def to_html(text: str | None, stored: str) -> str:
    """The typed text as HTML; stored HTML with the same words stays as it is, links and all."""
    text = _normal(clean(text or ""))
    return stored if text == to_text(stored) else text_to_html(text)


def is_plain(html: str | None) -> bool:
    """Whether typing it anew would lose nothing: no links, bold type or headings in it."""
    return clean_html(text_to_html(to_text(html))) == (html or "")


def count_words(text: str | None) -> int:
    """Runs of text between spaces that hold a letter or a digit, as word processors count them."""
    words = _CHARACTER.sub(" x ", text or "").split()
    return sum(any(sign.isalnum() for sign in word) for word in words)
