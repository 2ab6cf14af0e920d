"""Columns of an import file: other names people give them, and how a cell is read."""

import json
import re
import unicodedata
from datetime import date, datetime, time

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
# Columns of the portal's own exports, and of other catalogues, that say nothing an import keeps.
PASSED_OVER = {
    "country_name", "identifier", "url", "is_sample", "sample", "last_published", "state_name",
    "modified", "licence", "license", "available_in",
}  # fmt: skip
LABELS = ("_label", "_labels", "_name", "_names")  # beside codes, for people to read
# By these a sheet, and the separator of a CSV file, are known.
HEADINGS = {
    "id", "type", "title", "state", "language", "summary", "objectives", "start_year", "end_year",
    "chapters", "challenges", "recommendations", "policy_documents", "target_groups", "links",
    "cites", "annexes", "first_published", "source", "contact_name", "contact_email", "institution",
    "description", "results", "lessons", "enabling_factors", "partners", "resources",
    "evaluation_available", "kind", "adopting_body", "adopted_on", "supersedes", *ALIASES,
}  # fmt: skip


def rename(row) -> dict:
    """The row under the portal's own column names; a proper name wins over an alias."""
    named = {ALIASES[key]: value for key, value in row.items() if key in ALIASES}
    named |= {key: value for key, value in row.items() if key not in ALIASES}
    return {key: value for key, value in named.items() if not _is_passed_over(key)}


def _is_passed_over(key) -> bool:
    of = next((key.removesuffix(end) for end in LABELS if key.endswith(end)), None)
    return key not in HEADINGS and (key in PASSED_OVER or of in HEADINGS or f"{of}s" in HEADINGS)


def as_text(value) -> str:
    """A cell as the text a form field reads; a list becomes one item per line."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "\n".join(_item(item) for item in value)
    return next((write(value) for kind, write in _CELLS if isinstance(value, kind)), str(value))


def _moment(value) -> str:
    """A day in a spreadsheet is a moment at midnight."""
    return (value.date() if value.time() == time() else value).isoformat()


# In the order in which they are asked: what is true is a number to Python, a moment is a day.
_CELLS = (
    (bool, lambda value: "true" if value else "false"),
    (float, lambda value: str(int(value)) if value.is_integer() else str(value)),
    (datetime, _moment),
    (date, date.isoformat),
)


def _item(item) -> str:
    return json.dumps(item, ensure_ascii=False) if isinstance(item, dict) else str(item)


def items(text) -> list:
    """The items of a cell that holds several: one per line, or separated by ; (؛ ；) or |."""
    if _is_object(text):
        return [text]
    parts = text.split("\n") if "\n" in text else re.split(r"[;؛；|]", text)
    return [part.strip() for part in parts if part.strip()]


def numbers(text) -> list:
    """The same for a cell of numbers: also between commas, in any digits, or as 4.0."""
    parts = [part for item in items(text) for part in re.split(r"[,，،、]", item)]
    return [_number(part.strip()) for part in parts if part.strip()]


def _number(text) -> str:
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    return re.sub(r"(?<=\d)\.0+$", "", digits)


def _is_object(text) -> bool:
    """One JSON object: a separator inside it separates nothing."""
    try:
        return text.startswith("{") and isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
