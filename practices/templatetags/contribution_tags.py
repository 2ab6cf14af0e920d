"""Output of contributions in templates."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from common.moments import in_utc
from common.sanitise import clean_html, clean_shown_html, safe_address
from common.shown_html import with_additions
from practices.diff import with_marks

register = template.Library()
register.filter(with_marks)


@register.filter
def safe_html(value) -> SafeString:
    """Stored rich text as HTML for the page; sanitised once more, whoever stored it."""
    return mark_safe(clean_shown_html(expand_db_html(clean_html(value))))  # noqa: S308  cleaned


@register.filter
def public_html(value) -> SafeString:
    """The same on a page that visitors read: with links to the documents that it names."""
    return with_additions(safe_html(value))


register.filter("linked", with_additions)
register.filter("address", safe_address)
register.filter("in_utc", in_utc)
