"""Rich text as plain text that a focal point types: paragraphs, and lists with "- "."""

import math
import re
from html.parser import HTMLParser

from .sanitise import clean_html, text_to_html
from .text import clean

BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "hr"}
# Scripts without spaces between words: {characters: (so many of them, are so many words)}. The
# means that ICU's dictionaries find: 1.6 characters a word in Chinese (17,000 characters of the
# portal's own texts), 2.1 in Japanese, 4.0 in Thai, 4.2 in Burmese, 5.2 in Khmer (catalogues of
# Django and Wagtail). Not the dictionaries themselves: a browser has others, and two counts that
# differ would refuse what was promised to fit. portal/static/portal/words.js counts the same.
_UNSPACED = {
    re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"): (5, 3),
    re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"): (4, 1),
}


class Reader(HTMLParser):
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
    reader = Reader()
    reader.feed(html or "")
    reader.close()
    return normal(reader.text)


def normal(text: str) -> str:
    """Without what nobody sees: blanks around lines, items with nothing in them, extra lines."""
    text = re.sub(r"(?m)^[ \t]+|[ \t]+$", "", text)
    text = re.sub(r"(?m)^(?:-|\d+\.)$", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def to_html(text: str | None, stored: str) -> str:
    """The typed text as HTML; stored HTML with the same words stays as it is, links and all."""
    text = normal(clean(text or ""))
    return stored if text == to_text(stored) else text_to_html(text)


def is_plain(html: str | None) -> bool:
    """Whether typing it anew would lose nothing: no links, bold type or headings in it."""
    return clean_html(text_to_html(to_text(html))) == (html or "")


def count_words(text: str | None) -> int:
    """Runs of text between spaces that hold a letter or a digit, as word processors count them."""
    text, number = text or "", 0
    for script, (characters, words) in _UNSPACED.items():
        number += math.ceil(len(script.findall(text)) * words / characters)
        text = script.sub(" ", text)
    return number + sum(any(sign.isalnum() for sign in word) for word in text.split())
