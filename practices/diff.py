"""What an update would change in public, field by field, as a reviewer and the State read it."""

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, diff_text

# What Wagtail writes around changed words. The words themselves are escaped: no span is theirs.
_CHANGE = re.compile(r'<span class="(addition|deletion)">(.*?)</span>', re.DOTALL)


def against_public(page) -> list:
    """Wagtail's comparisons of the fields in which the newest text differs from the public one."""
    if not page.live:
        return []
    return between(page.specific, page.get_latest_revision_as_object())


def between(old, new) -> list:
    panels = new.get_edit_handler().get_bound_panel(instance=new, request=None, form=None)
    found = [compare(old, new) for compare in panels.get_comparison()]
    return [_readable(field) for field in found if field.has_changed()]


def _readable(field) -> Any:
    """Nothing instead of "None", yes and no instead of "True" and "False"."""
    if type(field) is FieldComparison:
        field.val_a, field.val_b = _words(field.val_a), _words(field.val_b)
    return field


def _words(value) -> int | str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else value


def with_marks(comparison) -> SafeString:
    """Changed words in <ins> and <del>, and said in words: few screen readers announce these."""
    return _with_elements(str(comparison.htmldiff()))


def marked_difference(old: str, new: str) -> SafeString:
    """The same of two plain texts."""
    return _with_elements(str(diff_text(old, new).to_html()))


def _with_elements(html: str) -> SafeString:
    html = _CHANGE.sub(_marked, html)
    return mark_safe(html.replace("</del><ins", "</del> <ins"))  # noqa: S308  escaped by Wagtail


def _marked(change) -> str:
    kind, words = change.groups()
    if not words:
        return ""
    tag, said = ("ins", _("added:")) if kind == "addition" else ("del", _("removed:"))
    return format_html(
        '<{} class="{}"><span class="visually-hidden w-sr-only">{} </span>{}</{}>',
        *(tag, kind, said, mark_safe(words), tag),  # noqa: S308  escaped by Wagtail
    )
