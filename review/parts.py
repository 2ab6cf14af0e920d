"""Parts of a contribution's text as an officer reads them: label, value, changes, comments."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Comment

from common.moments import in_utc
from common.sanitise import text_to_html
from practices.diff import between
from practices.form_steps import MATERIAL, steps_of
from practices.models import ContributionPage
from practices.templatetags.contribution_tags import safe_html
from review.comments import open_on

LISTS = {
    "annexes": gettext_lazy("Annexes"),
    "images": gettext_lazy("Images"),
    "links": gettext_lazy("Links"),
    "citations": gettext_lazy("Cited sources"),
}
NOT_PUBLIC = {"contact_name", "contact_email", "embargo_until"}


@dataclass
class Part:
    """One field or list; `change` is Wagtail's comparison where it differs from the base."""

    name: str
    label: str
    html: SafeString | str
    is_public: bool = True
    change: Any = None
    comments: list[Comment] = field(default_factory=list)


def parts_of(text: ContributionPage, base: ContributionPage | None) -> list[Part]:
    """Every part of the text in the order of the guided form, compared with `base` if given."""
    changes = {_name(change): change for change in between(base, text)} if base else {}
    comments: dict[str, list[Comment]] = defaultdict(list)
    for comment in open_on(text):
        comments[comment.contentpath.split(".")[0]].append(comment)
    return [
        Part(
            name=name,
            label=label,
            html=html,
            is_public=name not in NOT_PUBLIC,
            change=changes.get(name),
            comments=comments[name],
        )
        for name, label, html in _values(text)
    ]


def _name(change: Any) -> str:
    """Of the field or, for a list such as the annexes, of the relation."""
    return str(getattr(change.field, "name", None) or change.field.related_name)


def _values(text: ContributionPage) -> Iterable[tuple[str, str, SafeString | str]]:
    for step in steps_of(type(text)):
        for name in step.fields:
            model_field = text._meta.get_field(name)
            yield name, capfirst(str(model_field.verbose_name)), _shown(text, model_field)
        if step.slug == MATERIAL.slug:
            for name, label in LISTS.items():
                yield name, str(label), _list([str(item) for item in getattr(text, name).all()])


def _shown(text: ContributionPage, model_field: "models.Field[Any, Any]") -> SafeString | str:
    value = getattr(text, model_field.name)
    if model_field.many_to_many:
        return _list([str(term) for term in value.all()])
    if model_field.name in text.rich_text_fields():
        return safe_html(value)
    if model_field.choices:
        return str(getattr(text, f"get_{model_field.name}_display")())
    for kind, show in SHOWN_AS:
        if isinstance(model_field, kind):
            return show(value)
    return "" if value is None else str(value)


def _list(items: list[str]) -> SafeString | str:
    if not items:
        return ""
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((i,) for i in items)))


# The first that fits counts: a DateTimeField is a DateField too.
Show = Callable[[Any], SafeString | str]
SHOWN_AS: tuple[tuple["type[models.Field[Any, Any]]", Show], ...] = (
    (models.TextField, lambda value: safe_html(text_to_html(value))),
    (models.DateTimeField, in_utc),
    (models.DateField, lambda value: formats.date_format(value) if value else ""),
    (models.BooleanField, lambda value: _("Yes") if value else _("No")),
)
