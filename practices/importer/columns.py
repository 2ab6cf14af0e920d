"""Columns of an import file: other names people give them, and how a cell is read."""

import json
import re

ALIASES = {
    "country": "state",
    "member_state": "state",
    "agency": "institution",
    "implementing_body": "institution",
    "year": "start_year",
    "period_start": "start_year",
    "period_end": "end_year",
    "text": "description",
    "source_url": "source",
}
# Columns of other catalogues that say nothing the portal keeps.
PASSED_OVER = {"country_name"}


def rename(row):
    """The row under the portal's own column names; a proper name wins over an alias."""
    named = {ALIASES[key]: value for key, value in row.items() if key in ALIASES}
    named |= {key: value for key, value in row.items() if key not in ALIASES}
    return {key: value for key, value in named.items() if key not in PASSED_OVER}


def as_text(value):
    """A cell as the text a form field reads; a list becomes one item per line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a year in a spreadsheet
    if isinstance(value, (list, tuple)):
        return "\n".join(_item(item) for item in value)
    return str(value)


def _item(item):
    return json.dumps(item, ensure_ascii=False) if isinstance(item, dict) else str(item)


def items(text):
    """The items of a cell that holds several: one per line, or separated by ; or |."""
    if _is_object(text):
        return [text]
    parts = text.split("\n") if "\n" in text else re.split(r"[;|]", text)
    return [part.strip() for part in parts if part.strip()]


def _is_object(text):
    """One JSON object: a separator inside it separates nothing."""
    try:
        return text.startswith("{") and isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
