"""The audit trail in words: entries keep the names of fields and the keys of terms."""

from collections.abc import Iterator
from functools import cache

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.labels import field_label
from common.moments import in_utc
from practices.models import PracticePage, StatePage, StrategyPage

MODELS = (PracticePage, StrategyPage, StatePage)


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
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    field = _field(name)
    if isinstance(field, (models.ManyToManyField, models.ForeignKey)):
        return _terms(field.related_model, value if isinstance(value, list) else [value])
    if isinstance(field, models.DateTimeField):
        return _moment(field, value)
    if isinstance(field, models.Field) and field.choices and isinstance(value, (str, int)):
        return str(dict(field.flatchoices).get(value, value))
    return _written(value)


def _moment(field: models.DateTimeField, value: object) -> str:
    try:
        return in_utc(field.to_python(value))
    except (ValidationError, ValueError, TypeError):
        return str(value)


def _terms(model: type[models.Model], keys: list) -> str:
    """The names of terms by their keys; a key whose term is gone stays a key."""
    whole = [key for key in keys if isinstance(key, int) or str(key).isdecimal()]
    found = {str(term.pk): str(term) for term in model._default_manager.filter(pk__in=whole)}
    return "; ".join(found.get(str(key), str(key)) for key in keys)


def _written(value: object) -> str:
    """Lists and what is in them without brackets and quotation marks."""
    if isinstance(value, list):
        return "; ".join(map(_written, value))
    if isinstance(value, dict):
        return ", ".join(f"{label(name)}: {_value(name, each)}" for name, each in value.items())
    return str(value)
