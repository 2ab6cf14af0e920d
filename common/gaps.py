"""Templates rendered once with gaps for what differs, and filled in again and again.

For what stands on a page dozens of times: rendering it anew took half of the page's time.
"""

from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

GAP = "\ufdd0"  # not a character: never in a text
KEPT = 512  # templates, times languages, times what may be missing


def gap(name: str) -> str:
    """Where the value `name` is to stand, for what is written inside of a tuple."""
    return f"{GAP}{name}{GAP}"


def filled(template: str, values: Mapping[str, object]) -> SafeString:
    """The template with `values`, of which it may ask whether they are there, and no more.

    What is no safe HTML is escaped; an empty value, None or False is an empty text to the template.
    Tuples are no gaps: the template reads them, and is rendered once for each.
    """
    lists = tuple((name, value) for name, value in values.items() if isinstance(value, tuple))
    texts = {
        name: value if isinstance(value, SafeString) else escape(str(value))
        for name, value in values.items()
        if value is not None and value is not False and value != "" and not isinstance(value, tuple)
    }
    # Templates change while one works on them.
    pieces_of = _pieces.__wrapped__ if settings.DEBUG else _pieces
    pieces = pieces_of(template, get_language(), tuple(values), frozenset(texts), lists)
    html = [texts[piece] if at % 2 else piece for at, piece in enumerate(pieces)]
    return mark_safe("".join(html))  # noqa: S308  pieces of a template, and escaped texts


@lru_cache(maxsize=KEPT)
def _pieces(
    template: str,
    language: str | None,
    names: tuple[str, ...],
    given: frozenset[str],
    lists: tuple[tuple[str, tuple[object, ...]], ...],
) -> tuple[str, ...]:
    """HTML and names of what stands between, by turns."""
    gaps = {name: gap(name) if name in given else "" for name in names}
    return tuple(render_to_string(template, gaps | dict(lists)).split(GAP))
