"""Merging of a row of a file into what officers may have changed since it was last loaded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Field, Model

Values = Mapping[str, Any]  # {column: what JSON holds of it}
KEYS = {"body": "code", "meeting": "slug", "challenges": "slug", "chapters": "number"}


def merge(instance: Model, loaded: Values, wanted: Values) -> bool:
    """Set what still is as it was loaded; whether anything changed.

    What was never loaded counts as loaded with its default: a new column fills an empty one.
    """
    empty = type(instance)()
    changed = False
    for name, value in wanted.items():
        before = loaded.get(name, stored(empty, name))
        now = stored(instance, name)
        if now == before and now != value:
            put(instance, name, value)
            changed = True
    return changed


def is_untouched(instance: Model, loaded: Values) -> bool:
    return all(stored(instance, name) == value for name, value in loaded.items())


def stored(instance: Model, name: str) -> Any:
    """A column as JSON holds it; of other rows their keys."""
    field = instance._meta.get_field(name)
    value = getattr(instance, name)
    if field.many_to_many:
        return sorted(str(getattr(term, KEYS[name])) for term in value.all())
    if field.is_relation:
        return str(getattr(value, KEYS[name])) if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def put(instance: Model, name: str, value: Any) -> None:
    setattr(instance, name, _python_value(instance._meta.get_field(name), name, value))


def _python_value(field: Field, name: str, value: Any) -> Any:
    if field.many_to_many:
        return list(field.related_model.objects.filter(**{f"{KEYS[name]}__in": value}))
    if value == "" and field.null:
        return None
    if field.is_relation:
        return field.related_model.objects.get(**{KEYS[name]: value})
    return field.to_python(value)
