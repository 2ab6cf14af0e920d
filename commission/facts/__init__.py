"""The Commission's dated facts: commission/data, each row with its source and how sure it is.

A row of certainty A or B is public; what a third party says, or what is deduced, waits as a draft
or an unverified row until the Secretariat confirms it. Loading adds and updates; it deletes
nothing, and leaves alone what officers changed.
"""

from dataclasses import dataclass, field
from itertools import chain

from django.db import transaction

from commission import labels

from . import documents, meetings, terms


@dataclass
class Report:
    """How many rows were written, and why others were left as they are."""

    written: int = 0
    left: list[str] = field(default_factory=list)


@transaction.atomic
def load() -> Report:
    """Bring the facts of the files into the portal, whose pages are in place; safe to repeat."""
    report = Report(written=terms.load())
    labels.fill()
    for outcome in chain(meetings.load(), documents.load()):
        if outcome.reason:
            report.left.append(f"{outcome.key}: {outcome.reason}")
        report.written += outcome.is_written
    return report
