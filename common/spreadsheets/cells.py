"""Long texts in several cells: Excel keeps 32,767 characters of one, and drops the rest."""

import re

MOST_CHARACTERS = 32_767
PART = 32_000  # so that a full cell always means a text that another program may have cut
_CONTINUATION = re.compile(r"(.+) \((\d+)\)")
Row = dict[str, object]  # {column: value}, as read
Value = str | float | None  # of a cell, as written; numbers and truth values among them


def parts_of(text: str, longest: int = PART) -> list[str]:
    """The text in pieces of at most so many UTF-16 units, which is how Excel counts."""
    if len(text) * 2 <= longest:
        return [text]
    parts, start, size = [], 0, 0
    for place, sign in enumerate(text):
        width = 2 if sign > "\uffff" else 1
        if size + width > longest:
            parts.append(text[start:place])
            start, size = place, 0
        size += width
    return [*parts, text[start:]]


def heading_of_part(name: str, number: int) -> str:
    """description, description (2), description (3)."""
    return name if number == 1 else f"{name} ({number})"


def joined(row: Row) -> Row:
    """The row with the cells of each long text put together again."""
    whole = {name: value for name, value in row.items() if _continued(name, row) is None}
    for name, value in row.items():
        first = _continued(name, row)
        if first is not None and value not in (None, ""):
            whole[first] = f"{whole[first] or ''}{value}"
    return whole


def _continued(name: str, row: Row) -> str | None:
    """The column that this one goes on with, or None."""
    match = _CONTINUATION.fullmatch(name)
    return match[1] if match and match[1] in row else None
