"""Names of people in templates."""

from django import template
from django.contrib.auth.models import AbstractUser

register = template.Library()


@register.filter
def person_name(user: AbstractUser | None) -> str:
    """The full name, else the user name; a dash for an account that no longer exists."""
    return (user.get_full_name() or user.get_username()) if user else "–"
