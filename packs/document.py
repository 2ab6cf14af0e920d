"""The parts of a document as plain data, from which each format is written.

{"title", "language", "direction", "moment", "footer", "blocks"}; a block is a heading, a paragraph
or a table, and its words are runs: {"text"} with "lang" and "dir" where they differ from those of
the document, "url" of a link and "strong". All words are in it, so that nothing that writes a file
depends on the language of the interface, on catalogues or on the clock.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi

from common.in_language import attributes
from common.sanitise import safe_address
from common.text import xml_safe

LEFT_TO_RIGHT = "\u200e"
Run = dict[str, Any]
Paragraph = list[Run]
Cell = list[Paragraph]
Block = dict[str, Any]


def run(text: object, url: str = "", strong: bool = False) -> Run:
    """Of an InLanguage its language is kept, where it is another than that of the interface."""
    made: Run = {"text": xml_safe(str(text)), **attributes(text)}
    if url := safe_address(url):
        made["url"] = xml_safe(url)
    return made | {"strong": True} if strong else made


def address(url: str) -> Run:
    """To be read on paper as well; its last stroke stays at its end on pages from the right."""
    mark = LEFT_TO_RIGHT if get_language_bidi() else ""
    return run(f"{url}{mark}", url) | {"dir": "ltr"}


def heading(level: int, *runs: Run) -> Block:
    return {"block": "heading", "level": str(level), "runs": list(runs)}


def paragraph(*runs: Run) -> Block:
    return {"block": "paragraph", "runs": list(runs)}


def text(words: object) -> Block:
    return paragraph(run(words))


def named(label: object, *runs: Run) -> Block:
    """A fact behind its name."""
    return paragraph(run(label, strong=True), run(" – "), *runs)


def table(
    caption: object, columns: Sequence[object], widths: Sequence[int], rows: Iterable[list[Cell]]
) -> Block:
    """`widths` are parts of a line; the first cell of a row is its header."""
    parts = sum(widths)
    return {
        "block": "table",
        "caption": run(caption),
        "columns": [[[run(column)]] for column in columns],
        "widths": [str(100 * width // parts) for width in widths],  # per cent
        "rows": list(rows),
    }


def cell(*lines: object) -> Cell:
    """A paragraph of each line that is not empty; a line is words, or a run that is made."""
    return [[line if isinstance(line, dict) else run(line)] for line in lines if line]


def number(count: int) -> Cell:
    return cell(number_format(count, force_grouping=True))
