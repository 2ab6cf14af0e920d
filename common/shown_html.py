"""What is added to public HTML when it is shown, and never to what is stored."""

from collections.abc import Callable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Addition = Callable[[str], str]  # of safe HTML
_additions: list[Addition] = []


def add_to_shown_html(addition: Addition) -> None:
    """For apps above those that show text, such as the links from symbols to documents."""
    _additions.append(addition)


def with_additions(value: str) -> SafeString:
    """Safe HTML with what was registered; any other text is escaped first."""
    html = str(conditional_escape(value))
    for addition in _additions:
        html = addition(html)
    return mark_safe(html)  # noqa: S308  escaped or safe before, and each addition keeps it so
