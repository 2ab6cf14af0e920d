"""Plain text of HTML."""

from html import unescape

from django.utils.html import strip_tags


def plain_text(html: str) -> str:
    """Rich text as one line of words."""
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())
