"""An entry of the record in words: what a draft would change, field by field and row by row."""

from collections.abc import Iterator

from django.db.models import Field, ForeignObjectRel, Model
from wagtail.fields import RichTextField

from approvals.kinds import Change
from common.labels import field_label
from common.stored import in_words
from common.typed_text import to_text
from practices.content import difference


def changes(model: type[Model], before: dict, after: dict) -> Iterator[Change]:
    """Between the contents of two revisions; without the first one, all that the second says."""
    old, new = difference(before, after)
    for name, value in new.items():
        field = model._meta.get_field(name)
        was, becomes = in_text(field, old[name]), in_text(field, value)
        if was != becomes:
            yield Change(field_label(model, name), was, becomes)


def in_text(field: Field | ForeignObjectRel, value: object) -> str:
    if field.one_to_many:
        return "\n".join(_row(field.related_model, row) for row in value or ())
    if isinstance(field, RichTextField):
        return to_text(value or "")
    return in_words(field, value)


def _row(model: type[Model], row: dict) -> str:
    said = {name: in_text(model._meta.get_field(name), value) for name, value in row.items()}
    return "; ".join(f"{field_label(model, name)}: {text}" for name, text in said.items() if text)
