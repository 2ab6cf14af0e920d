"""Output of contributions in templates."""

from django import template
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from practices.comparison import with_marks
from practices.moments import in_utc
from practices.sanitise import clean_html, clean_shown_html, safe_address

register = template.Library()
register.filter(with_marks)


@register.filter
def safe_html(value):
    """Stored rich text as HTML for the page; sanitised once more, whoever stored it."""
    return mark_safe(clean_shown_html(expand_db_html(clean_html(value))))  # noqa: S308  cleaned


register.filter("address", safe_address)
register.filter("in_utc", in_utc)
