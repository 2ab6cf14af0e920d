"""Values as JSON keeps them, in the trail and in proposals, and as people read them."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from .moments import in_utc

if TYPE_CHECKING:
    Stored = models.Field[Any, Any] | models.ForeignObjectRel


def in_words(field: "Stored | None", value: object) -> str:
    """Nothing for an empty value; what fits no field of today stays as it was stored."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, (models.ManyToManyField, models.ForeignKey)):
        return _terms(field.related_model, value if isinstance(value, list) else [value])
    if isinstance(field, models.DateTimeField):
        return _moment(field, value)
    if isinstance(field, models.Field) and field.choices and isinstance(value, (str, int)):
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def _terms(model: type[models.Model], keys: list[object]) -> str:
    """The names of terms by their keys; a key whose term is gone stays a key."""
    whole = [key for key in keys if isinstance(key, int) or str(key).isdecimal()]
    found = {str(term.pk): str(term) for term in model._base_manager.filter(pk__in=whole)}
    return "; ".join(found.get(str(key), str(key)) for key in keys)


def _moment(field: "models.DateTimeField[Any, Any]", value: object) -> str:
    try:
        return in_utc(field.to_python(value))
    except (ValidationError, ValueError, TypeError):
        return str(value)
