"""The heading line of a table: where it is, and which columns it names."""

from collections.abc import Collection, Sequence

from common.text import bare

LOOKED_AT = 30  # a title, a logo and notes may stand above the headings


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message says why in plain words."""


class NoHeadingsError(UnreadableFileError):
    """No line of it names columns that are known."""


def place_of(rows: Sequence[Sequence[object]], known: Collection[str]) -> int | None:
    """The number of the row with most of the known headings among the first; None without any."""
    counts = [len(known_in(row, known)) for row in rows[:LOOKED_AT]]
    best = max(counts, default=0)
    return counts.index(best) if best else None


def known_in(row: Sequence[object], known: Collection[str]) -> set[str]:
    return {named(cell, known) for cell in row} & set(known)


def named(cell: object, known: Collection[str]) -> str:
    """A heading as the portal writes it: "Start year" is start_year; an unknown one stays."""
    text = bare("" if cell is None else str(cell))
    key = text.casefold().replace(" ", "_").replace("-", "_").strip("*:_")
    return key if key in known else text
