"""Templates rendered once with gaps for what differs, and filled in again and again.

For what stands on a page dozens of times: rendering it anew took half of the page's time.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

GAP = "\ufdd0"  # not a character: never in a text
KEPT = 512  # templates, times languages, times what may be missing

Made = TypeVar("Made")


def kept(make: "_lru_cache_wrapper[Made]") -> Callable[..., Made]:
    """The function that keeps what it made, or the bare one while templates are worked on."""
    return make.__wrapped__ if settings.DEBUG else make


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
        name: value if isinstance(value, SafeString) else _escaped(str(value))
        for name, value in values.items()
        if value is not None and value is not False and value != "" and not isinstance(value, tuple)
    }
    pieces = kept(_pieces)(template, get_language(), tuple(values), frozenset(texts), lists)
    html = [texts[piece] if at % 2 else piece for at, piece in enumerate(pieces)]
    return mark_safe("".join(html))  # noqa: S308  pieces of a template, and escaped texts


_escaped = lru_cache(maxsize=4_096)(escape)  # the same labels, numbers and addresses, all the time


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
