"""Bodies, workplans and reported totals: rows that are no pages."""

from typing import Any

from django.db.models import Model

from commission.models import Body, LoadedRow, ReportedFigure, Workplan

from .files import rows, with_verified
from .merging import merge

FILES: list[tuple[str, type[Model], str]] = [
    ("bodies", Body, "code"),
    ("workplans", Workplan, "slug"),
    ("reported_figures", ReportedFigure, "what"),
]


def load() -> int:
    """How many rows were written."""
    return sum(
        _load(name, model, identity, with_verified(row))
        for name, model, identity in FILES
        for row in rows(name)
    )


def _load(file: str, model: type[Model], identity: str, wanted: dict[str, Any]) -> bool:
    key = wanted[identity]
    loaded = LoadedRow.objects.filter(file=file, key=key).first()
    instance = model._default_manager.filter(**{identity: key}).first()
    if loaded and instance is None:
        return False  # officers took it away
    is_new = instance is None
    instance = instance or model()
    changed = merge(instance, loaded.values if loaded else {}, wanted)
    if changed or is_new:
        instance.save()
    LoadedRow.objects.update_or_create(file=file, key=key, defaults={"values": wanted})
    return changed or is_new
