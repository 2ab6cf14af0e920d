"""Template tag for the confirmation of a contribution by its State."""

from django import template

from review import confirmation

register = template.Library()
register.simple_tag(confirmation.of, name="confirmation_of")
