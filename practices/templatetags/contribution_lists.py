"""Contributions in a list: of a State, of a topic, of what is new."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString

from common.entries import entry_html
from common.text import shortened
from practices.models import Row

if TYPE_CHECKING:
    from translations.lists import Listed  # of an app above this one

register = template.Library()
LONGEST = 500  # characters of a summary


@register.simple_tag
def contribution_entry(
    page: Row, hide_state: object = "", texts: "Mapping[int, Listed] | None" = None
) -> SafeString:
    """`hide_state`: on a page of the State itself; `texts`: translations by page id."""
    listed = (texts or {}).get(page.pk)
    shown = listed or page
    return entry_html(
        url=page.address,
        title=shown.title,
        bare_title=shown.title,
        text=shortened(shown.summary, LONGEST),
        state="" if hide_state else page.whose,
        type=page.type_label,
        years=page.years,
        occasion=page.occasion,
        language=shown.language,
        language_label=page.get_language_display(),
        translated=listed.label if listed else "",
        direction=shown.direction,
        is_sample=page.is_sample,
        published=page.first_published_at,
    )
