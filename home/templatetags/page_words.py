"""Words of a page of the Secretariat in the language of the interface."""

from django import template

from home.page_translations.shown import words_of

register = template.Library()
register.simple_tag(words_of, name="words_of")
