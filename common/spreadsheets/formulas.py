"""Cells of spreadsheets: no text in them is ever run as a formula, and none is changed for good."""

from typing import TypeGuard

from .cells import Value

# Signs that begin a formula, in their wide form as well, and what a spreadsheet skips before one.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
QUOTE = "'"


def safe(value: Value) -> Value:
    """A spreadsheet runs text that begins like a formula; an apostrophe keeps it text."""
    return f"{QUOTE}{value}" if _is_dangerous(value) else value


def original(value: object) -> object:
    """The text that safe() made safe: an import reads what was exported."""
    return value[1:] if _is_dangerous(value) and value.startswith(QUOTE) else value


def _is_dangerous(value: object) -> TypeGuard[str]:
    # Behind apostrophes too: otherwise original() could not tell a text's own from ours.
    return isinstance(value, str) and value.lstrip(QUOTE).startswith(DANGEROUS)
