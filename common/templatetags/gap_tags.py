"""Includes that are rendered once and filled in afterwards."""

from django import template
from django.utils.safestring import SafeString

from common import gaps

register = template.Library()


@register.simple_tag
def filled(template_name: str, **values: object) -> SafeString:
    """Like `include … with … only`; the template may ask of a value whether it is there."""
    return gaps.filled(template_name, values)
