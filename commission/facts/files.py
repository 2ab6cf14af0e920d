"""The files of commission/data, read as values of the models' columns."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from taxonomy.loader import read_rows

FOLDER = Path(__file__).resolve().parent.parent / "data"
PUBLIC = ("A", "B")  # a note by the Secretariat, another source of the United Nations
NUMBERS = {"order", "ordinal", "number", "first_year", "last_year"}
BOOLEANS = {"is_subsidiary", "is_online", "is_english_only", "is_reissued"}
LISTS = {"challenges", "chapters"}  # of keys, separated by spaces


def rows(name: str) -> Iterator[dict[str, Any]]:
    for row in read_rows(name, FOLDER):
        yield {column: _value(column, text) for column, text in row.items()}


def is_public(row: dict[str, Any]) -> bool:
    return row["certainty"] in PUBLIC


def with_verified(row: dict[str, Any]) -> dict[str, Any]:
    """For a model that has no certainty of its own: the source says it where it is in doubt."""
    source = row["source"] if is_public(row) else f"{row['certainty']}: {row['source']}"
    values = {name: value for name, value in row.items() if name != "certainty"}
    return values | {"source": source, "verified": is_public(row)}


def _value(column: str, text: str) -> Any:
    if column in LISTS:
        return sorted(text.split())
    if column in BOOLEANS:
        return text == "1"
    if column in NUMBERS and text:
        return int(text)
    return text
