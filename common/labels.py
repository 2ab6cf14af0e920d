"""Names of model fields as people read them."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst


def field_label(model: Model | type[Model], name: str) -> str:
    """The name itself for what is no field; lists have no verbose name of their own."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return capfirst(str(getattr(field, "verbose_name", name.replace("_", " "))))
