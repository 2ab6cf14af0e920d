"""Every question of the guided form with its answer, as the check page lists them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.template.defaultfilters import date as date_format
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from common.in_language import html_attributes
from common.moments import in_utc
from common.sanitise import clean_html
from practices import form_steps
from review import clearing

from .forms import form_class


@dataclass(frozen=True)
class Row:
    """One question; `anchor` is the id of its field, or of its first option."""

    label: str
    html: str
    step: str
    anchor: str
    is_missing: bool = False
    is_text: bool = False


def by_step(page) -> list[tuple[form_steps.Step, list[Row]]]:
    missing = clearing.missing(page)
    asked = [step for step in form_steps.steps_of(type(page)) if step != form_steps.CHECK]
    return [(step, list(_rows(page, step, missing))) for step in asked]


def missing_rows(page) -> list[Row]:
    """The questions that must still be answered, in the order in which they are asked."""
    return [row for _step, rows in by_step(page) for row in rows if row.is_missing]


def _rows(page, step, missing) -> Iterator:
    if step == form_steps.MATERIAL:
        yield from _material(page)
        return
    form = form_class(page, step)(instance=page)
    for name in form.fields:
        field = form[name]
        is_group = getattr(field.field, "choices", None) and field.use_fieldset
        anchor = f"{field.auto_id}_0" if is_group else field.auto_id
        model_field = page._meta.get_field(name)
        html = _answer(page, model_field)
        is_text = isinstance(model_field, RichTextField) or name in ("title", "summary")
        yield Row(field.label, html, step.slug, anchor, name in missing, is_text)


def _answer(page, field) -> str:
    value = getattr(page, field.name)
    if field.choices:
        return getattr(page, f"get_{field.name}_display")()
    shown = next((shown for kind, shown in SHOWN if isinstance(field, kind)), linebreaks_filter)
    return "" if value in (None, "") else shown(value)


def _html(value) -> str:
    return mark_safe(clean_html(value))  # noqa: S308  cleaned


def _list(items) -> str:
    marked = ((html_attributes(item), item) for item in items)
    rows = format_html_join("", "<li><bdi{}>{}</bdi></li>", marked)
    return format_html("<ul>{}</ul>", rows) if rows else ""


# In the order in which they are asked: a date with a time is a date, rich text a text as well.
SHOWN = (
    (ParentalManyToManyField, lambda chosen: _list(term.choice_label for term in chosen.all())),
    (models.BooleanField, lambda value: _("Yes") if value else _("No")),
    (RichTextField, _html),
    (models.DateTimeField, in_utc),
    (models.DateField, lambda day: date_format(day, "DATE_FORMAT")),
    (models.IntegerField, str),
)


def _material(page) -> Iterator:
    files = [annex.title for annex in page.annexes.all()]
    if getattr(page, "document", None):
        files.insert(0, page.document.title)
    step = form_steps.MATERIAL.slug
    yield Row(_("Files"), _list(files), step, "files")
    yield Row(_("Images"), _list(image.caption for image in page.images.all()), step, "images")
    yield Row(_("Links"), _list(link.title for link in page.links.all()), step, "links")
    yield Row(_("Cited sources"), _list(map(str, page.citations.all())), step, "sources")
