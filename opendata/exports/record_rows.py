"""Columns of a table for the Commission's record and for pledges: the facts of the API, flat."""

import datetime
from collections.abc import Iterator
from typing import Any

from opendata import representation

OWN = (
    "date", "body", "meeting", "organization", "occasion", "on_behalf_of", "speaker_role",
    "speaker_name", "spoken", "was_delivered", "session", "ordinal", "last_day", "precision",
    "place", "is_online", "chair", "facilitator", "programme", "figures", "web_links", "symbol",
    "joint_symbols", "is_reissued", "files", "number", "working_group", "addressees", "deadline",
    "replies", "progress", "source", "source_url", "certainty",
)  # fmt: skip
FOR_READERS = ("body_name", "meeting_title", "organization_name")


def of(page) -> dict[str, Any]:
    """{column: value} of what only the record and pledges have."""
    facts = representation.own_facts(page)
    return dict(cell for name, value in facts.items() for cell in _cells(name, value))


def _cells(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if name == "meeting":
        yield name, value["identifier"] if value else ""
        yield "meeting_title", value["title"] if value else ""
    elif name in ("body", "organization"):
        yield name, value["key"] if value else ""
        yield f"{name}_name", str(value["label"]) if value else ""
    else:
        yield name, _plain(value)


def _plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value
