"""Marks of texts in another language than the page: <bdi{{ term.label|lang }}>."""

from django import template

from common.in_language import html_attributes, left_to_right

register = template.Library()
register.filter("lang", html_attributes)
register.filter("left_to_right", left_to_right)
