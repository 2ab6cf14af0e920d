"""What a page says of the labels on it."""

from django import template
from django.utils.safestring import SafeString

from common.gaps import filled
from taxonomy.editorial import lists_with_editorial_labels

register = template.Library()


@register.simple_tag
def headings_note(*lists: str) -> SafeString | str:
    """One line, where labels of these lists (`TermLabel.List`) are no official translations."""
    if lists_with_editorial_labels().isdisjoint(lists):
        return ""
    return filled("includes/headings_note.html", {})
