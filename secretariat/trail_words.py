"""The audit trail in words: entries keep the names of fields and the keys of terms."""

from collections.abc import Iterator
from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst

from common.labels import field_label
from common.lists import listed
from common.stored import in_words
from practices.models import PledgePage, PracticePage, StatePage, StrategyPage

# Apps that stand above this one add theirs.
MODELS: list[type[models.Model]] = [PracticePage, StrategyPage, PledgePage, StatePage]


def rows(part: dict) -> Iterator[tuple[str, str]]:
    """(label, value as a person reads it) of one side of an entry."""
    for name, value in part.items():
        yield label(name), _value(name, value)


def action(name: str) -> str:
    """Wagtail's own names, which only what nobody foresaw still has, without their dots."""
    return name.removeprefix("wagtail.").replace(".", " ").replace("_", " ")


def label(name: str) -> str:
    field = _field(name)
    if field is None:
        return capfirst(name.replace("_", " "))
    return field_label(field.model, name)


@cache
def _field(name: str) -> models.Field | models.ForeignObjectRel | None:
    for model in MODELS:
        try:
            return model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
    return None


def _value(name: str, value: object) -> str:
    field = _field(name)
    holds_terms = isinstance(field, (models.ManyToManyField, models.ForeignKey))
    if isinstance(value, (list, dict)) and value and not holds_terms:
        return _written(value)
    return in_words(field, value) or "–"


def _written(value: object) -> str:
    """Lists and what is in them without brackets and quotation marks."""
    if isinstance(value, list):
        return "; ".join(map(_written, value))
    if isinstance(value, dict):
        return listed(f"{label(name)}: {_value(name, each)}" for name, each in value.items())
    return str(value)
