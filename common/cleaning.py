"""Cleaning of every text of a model before it is saved, drafts among them."""

from typing import Any

from django.db import models
from wagtail.models import Revision

from .text import clean, clean_line, without_control_characters


def clean_before_saving(instance: models.Model, raw: bool = False, **kwargs: object) -> None:
    """A receiver of `pre_save`."""
    for field in instance._meta.concrete_fields:
        value = instance.__dict__.get(field.attname)
        if isinstance(value, str) and isinstance(field, (models.CharField, models.TextField)):
            setattr(instance, field.attname, _cleaned(field, value))
    if isinstance(instance, Revision) and isinstance(instance.content, dict):
        _clean_content(instance)


def _cleaned(field: "models.Field[Any, Any]", value: str) -> str:
    cleaned = clean(value) if isinstance(field, models.TextField) else clean_line(value)
    longest = field.max_length
    if longest and len(cleaned) > longest >= len(value):
        return without_control_characters(value)  # a few letters have no composed form in Unicode
    return cleaned


def _clean_content(revision: Revision) -> None:
    """A draft is kept as JSON; its titles and names have one line, as those of the page."""
    model = revision.content_type.model_class()
    fields = {field.name: field for field in model._meta.concrete_fields} if model else {}
    for name, value in revision.content.items():
        field = fields.get(name)
        if isinstance(value, str) and isinstance(field, (models.CharField, models.TextField)):
            revision.content[name] = _cleaned(field, value)
        else:
            revision.content[name] = _everywhere(value)


def _everywhere(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_everywhere(item) for item in value]
    if isinstance(value, dict):
        return {key: _everywhere(item) for key, item in value.items()}
    return value
