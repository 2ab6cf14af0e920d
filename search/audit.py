"""Drift of the index: comparison with the database by id, version and content."""

import json
from dataclasses import dataclass, field

from practices.models import ContributionPage

from . import outbox
from .documents import Document, documents
from .engines.elastic_write import CHUNK, IndexMissingError, Progress, Stored, stored, stored_of
from .models import IndexState


@dataclass
class Drift:
    """Page ids the index lacks, should not have, or has in another version or wording.

    Pages that wait in the outbox are not faults yet: they are only counted.
    """

    missing: list[int] = field(default_factory=list)
    ghost: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    waiting: int = 0
    # That the index holds of stale and ghost pages.
    versions: dict[int, int] = field(default_factory=dict)

    @property
    def pages(self) -> list[int]:
        return [*self.missing, *self.ghost, *self.stale]

    def __str__(self) -> str:
        kinds = (("missing", self.missing), ("ghost", self.ghost), ("stale", self.stale))
        counts = ", ".join(f"{len(pages)} {name}" for name, pages in kinds)
        return f"{counts}; {self.waiting} waiting in the outbox"


def audit(progress: Progress = iter) -> Drift:
    """The Drift of the serving index; an index that does not exist misses every page."""
    ids = ContributionPage.objects.published().order_by("pk").values_list("pk", flat=True)
    suspects = _compare(list(ids), _held(), progress)
    # A second look, because pages change and are indexed while the first one runs.
    drift = _compare(suspects.pages, stored_of(suspects.pages), iter)
    _leave_out_waiting(drift)
    return drift


def _held() -> Stored:
    try:
        return stored()
    except IndexMissingError:
        return {}


def _compare(ids: list[int], held: Stored, progress: Progress) -> Drift:
    versions = dict(IndexState.objects.values_list("page_id", "version"))
    drift = Drift()
    expected: set[int] = set()
    for start in progress(range(0, len(ids), CHUNK)):
        found = documents(ids[start : start + CHUNK])
        expected |= found.keys()
        for pk, document in found.items():
            if pk not in held:
                drift.missing.append(pk)
            elif held[pk] != (versions.get(pk, 0), as_stored(document)):
                drift.stale.append(pk)
    drift.ghost = [pk for pk in held if pk not in expected]
    drift.versions = {pk: held[pk][0] for pk in drift.pages if pk in held}
    return drift


def as_stored(document: Document) -> Document:
    """The document as it comes back from JSON."""
    stored_document: Document = json.loads(json.dumps(document))
    return stored_document


def _leave_out_waiting(drift: Drift) -> None:
    waiting = set(IndexState.objects.unsettled().values_list("page_id", flat=True))
    drift.waiting = len(waiting)
    for name in ("missing", "ghost", "stale"):
        setattr(drift, name, [pk for pk in getattr(drift, name) if pk not in waiting])


def repair(drift: Drift) -> None:
    """Send every faulty page through the outbox, parked ones too; the worker does the rest."""
    outbox.mark([*drift.pages, *IndexState.objects.parked().values_list("page_id", flat=True)])
    outbox.overtake({pk: drift.versions.get(pk, 0) for pk in drift.pages})
