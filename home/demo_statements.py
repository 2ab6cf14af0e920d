"""Invented statements at real meetings, marked as samples, with some files."""

from pathlib import Path

from commission.loads import table
from commission.loads.archive import Archive
from commission.loads.checking import Checker
from commission.loads.writer import Writer
from commission.models import Organization
from practices import publication

ORGANIZATIONS = (
    ("sample-network", Organization.Kind.CIVIL_SOCIETY, "Sample Network of Peers (fictional)"),
    ("sample-university", Organization.Kind.ACADEMIC, "Sample University (fictional)"),
)


class DemoError(Exception):
    """A row of our own file has a fault."""


def load(folder: Path) -> int:
    """The number of statements; what is there already is left as it is."""
    for slug, kind, label in ORGANIZATIONS:
        facts = {"kind": kind, "label_en": label, "is_sample": True}
        Organization.objects.get_or_create(slug=slug, defaults=facts)
    checker = Checker(Archive([folder / "statements"]))
    writer = Writer(None, publication.DEMONSTRATION, is_sample=True)
    number = 0
    for batch in table.batches(table.read(folder / "statements.csv")):
        rows = checker.check(batch)
        if faults := [(row.line, *fault) for row in rows for fault in row.faults]:
            raise DemoError("\n".join(map(str, faults)))
        writer.write(rows)
        number += len(rows)
    return number
