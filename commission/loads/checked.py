"""A row of a table after it was looked at: what it would do, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from commission.models import RecordPage

from .archive import Entry

CREATED, UPDATED, UNCHANGED, FAULTY = "created", "updated", "unchanged", "faulty"
Line = int | str


@dataclass
class Checked:
    """`data` and `files` are there if it has no faults; `key` tells it from all other rows."""

    line: Line
    key: str = ""
    whose: str = ""
    title: str = ""
    outcome: str = FAULTY
    faults: list[tuple[str, str]] = field(default_factory=list)  # (column, sentence)
    notes: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    files: list[Entry] = field(default_factory=list)
    digest: str = ""


def compare_page(row: Checked, page: RecordPage | None, column: str) -> None:
    """Without an earlier page it is new; one that may not change is a fault of the column."""
    if page is None:
        row.outcome = CREATED
    elif page.import_digest == row.digest and page.live:
        row.outcome = UNCHANGED
    elif why := why_unchangeable(page):
        row.faults.append((column, why))
    else:
        row.outcome = UPDATED


def why_unchangeable(page: RecordPage) -> str:
    if page.is_sample:  # nobody has given or taken back a word on it
        return ""
    if not page.live and page.first_published_at is not None:
        return _("“%s” was withdrawn; a table does not make it public again.") % page.title
    if page.has_unpublished_changes and page.live:
        message = _("“%s” has changes that are not public yet. Publish them first.")
        return message % page.title
    return ""
