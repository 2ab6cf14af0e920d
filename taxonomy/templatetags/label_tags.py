"""What a page says of the labels on it."""

from django import template

from taxonomy.editorial import lists_with_editorial_labels

register = template.Library()


@register.inclusion_tag("includes/headings_note.html")
def headings_note(*lists: str) -> dict[str, bool]:
    """One line, where labels of these lists (`TermLabel.List`) are no official translations."""
    return {"is_editorial": not lists_with_editorial_labels().isdisjoint(lists)}
