"""Dated facts of workshops: workshops/data, each row with its source and how sure it is.

As with the Commission's facts, a row of certainty A or B is public, and loading again adds and
updates, deletes nothing, and leaves alone what people changed: a State that withdraws the page of
its workshop is not overruled.
"""

from pathlib import Path
from typing import Any

from django.db import transaction

from commission.facts.files import PUBLIC
from commission.facts.merging import merge
from commission.models import LoadedRow
from taxonomy.loader import read_rows
from taxonomy.models import MemberState, PolicyDocument

from .models import Workshop

FILE = "workshops"
FOLDER = Path(__file__).resolve().parent / "data"
NUMBERS = ("year", "last_year", "month")


@transaction.atomic
def load() -> int:
    """How many rows were written; safe to repeat."""
    return sum(_load(row) for row in read_rows(FILE, FOLDER))


def _load(row: dict[str, str]) -> bool:
    key, texts, code = row["slug"], row.pop("texts").split(), row.pop("state")
    wanted = _values(row)
    loaded = LoadedRow.objects.filter(file=FILE, key=key).first()
    workshop = Workshop.objects.filter(slug=key).first()
    if loaded and workshop is None:
        return False  # somebody took it away
    if workshop and not loaded:
        return False  # a State has opened a room under this address
    is_new = workshop is None
    workshop = workshop or Workshop(state=MemberState.objects.get(code=code))
    if changed := merge(workshop, loaded.values if loaded else {}, wanted):
        workshop.save()
    if is_new:
        workshop.texts.set(PolicyDocument.objects.filter(key__in=texts))
    LoadedRow.objects.update_or_create(file=FILE, key=key, defaults={"values": wanted})
    return changed


def _values(row: dict[str, str]) -> dict[str, Any]:
    """As JSON holds the columns of the model."""
    numbers = {name: int(row[name]) if row[name] else "" for name in NUMBERS}
    return row | numbers | {"is_public": row["certainty"] in PUBLIC}
