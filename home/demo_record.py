"""Invented statements, recommendations and replies at real meetings, marked as samples."""

from pathlib import Path

from commission.loads import table
from commission.loads.archive import Archive
from commission.loads.checking import Checker
from commission.loads.tables import KINDS
from commission.models import Load, Organization
from practices import publication

ORGANIZATIONS = (
    ("sample-network", Organization.Kind.CIVIL_SOCIETY, "Sample Network of Peers (fictional)"),
    ("sample-university", Organization.Kind.ACADEMIC, "Sample University (fictional)"),
)
TABLES = (
    (Load.Contents.STATEMENTS, "statements.csv"),
    (Load.Contents.RECOMMENDATIONS, "body-recommendations.csv"),
    (Load.Contents.REPLIES, "replies.csv"),
)


class DemoError(Exception):
    """A row of our own file has a fault."""


def load(folder: Path) -> int:
    """The number of rows; what is there already is left as it is."""
    for slug, kind, label in ORGANIZATIONS:
        facts = {"kind": kind, "label_en": label, "is_sample": True}
        Organization.objects.get_or_create(slug=slug, defaults=facts)
    return sum(_load(folder, contents, name) for contents, name in TABLES)


def _load(folder: Path, contents: str, name: str) -> int:
    kind = KINDS[contents]
    checker = Checker(kind, Archive([folder / "statements"]))
    writer = kind.writer(None, publication.DEMONSTRATION, is_sample=True)
    number = 0
    for batch in table.batches(table.read(folder / name, kind)):
        rows = checker.check(batch)
        if faults := [(row.line, *fault) for row in rows for fault in row.faults]:
            raise DemoError("\n".join(map(str, faults)))
        writer.write(rows)
        number += len(rows)
    return number
