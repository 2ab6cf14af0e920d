"""Template filters of the audit trail."""

from django import template

from secretariat import trail_words

register = template.Library()
register.filter("trail_rows", trail_words.rows)
register.filter("trail_action", trail_words.action)
