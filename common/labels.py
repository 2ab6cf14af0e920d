"""Names of model fields as people read them."""

from collections.abc import Iterable

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst

from common.lists import listed


def field_label(model: Model | type[Model], name: str) -> str:
    """The name itself for what is no field; lists have no verbose name of their own."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if field.one_to_many and field.related_model:
        return capfirst(str(field.related_model._meta.verbose_name_plural))
    return capfirst(str(getattr(field, "verbose_name", name.replace("_", " "))))


def field_names(model: Model | type[Model], names: Iterable[str]) -> str:
    """For the middle of a sentence: name (English), code."""
    fields = (model._meta.get_field(name) for name in names)
    return listed(getattr(field, "verbose_name", field.name) for field in fields)
