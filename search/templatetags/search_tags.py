"""Results in a page of them."""

from django import template
from django.utils.safestring import SafeString

from common.entries import entry_html
from search.hits import Hit

register = template.Library()


@register.simple_tag
def hit_entry(hit: Hit, is_compared: bool = True) -> SafeString:
    """One result, with a box to tick for a comparison unless it stands elsewhere."""
    return entry_html(
        url=hit.url,
        title=hit.title,
        bare_title=hit.bare_title,
        text=hit.snippet,
        state=hit.state_name,
        type=hit.type_label,
        years=hit.years,
        occasion=hit.occasion,
        language=hit.language,
        language_label=hit.language_label,
        direction=hit.direction,
        is_sample=hit.is_sample,
        published=hit.published,
        terms=hit.chapters,
        pick=hit.pk if is_compared and hit.is_compared else None,
        same=hit.same,
        translated=hit.translated,
        place=hit.place,
    )
