"""Rich text as plain text, in the form that `text_to_html` of the importer turns back."""

import re

from bs4 import BeautifulSoup

from common.sanitise import clean_html

LISTS = {"ul", "ol"}


def html_to_text(html) -> str:
    """Paragraphs with an empty line between them, list items as lines that begin with a dash."""
    soup = BeautifulSoup(clean_html(html), "html.parser")
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    blocks = (_block(node) for node in soup.children)
    return "\n\n".join(block for block in blocks if block)


def _block(node) -> str:
    if node.name in LISTS:
        return "\n".join(f"- {_line(item)}" for item in node.find_all("li"))
    return _line(node)


def _line(node) -> str:
    """Only what a browser shows as one space: a French text has other spaces, and keeps them."""
    return re.sub(r"[ \t\n\r\f]+", " ", node.get_text()).strip(" ")
