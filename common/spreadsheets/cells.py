"""Long texts in several cells: Excel keeps 32,767 characters of one, and drops the rest."""

import re

MOST_CHARACTERS = 32_767
PART = 32_000  # so that a full cell always means a text that another program may have cut
_CONTINUATION = re.compile(r"(.+) \((\d+)\)")


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


def joined(row: dict) -> dict:
    """The row with the cells of each long text put together again."""
    whole = {name: value for name, value in row.items() if not _is_continuation(name, row)}
    for name in row:
        if _is_continuation(name, row) and row[name] not in (None, ""):
            first = _CONTINUATION.fullmatch(name)[1]
            whole[first] = f"{whole[first] or ''}{row[name]}"
    return whole


def _is_continuation(name: str, row: dict) -> bool:
    match = _CONTINUATION.fullmatch(name)
    return match is not None and match[1] in row
