"""The options of a facet as HTML. Hundreds of them stand on each results page.

The template is rendered once for each list of choices, with gaps for what differs from search to
search; afterwards the gaps are filled in of those options that something is found for.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from common.gaps import GAP, kept

from .choices import Groups

TEMPLATE = "search/includes/facet_options.html"
LISTS_KEPT = 128  # facets times languages, and some that changed


class _Option(NamedTuple):
    """`behind` is the HTML behind each gap; `without` is the whole where nothing is found."""

    key: str
    behind: tuple[str, str, str]
    without: str


def options_html(
    name: str,
    is_long: bool,
    groups: Groups,
    counts: Mapping[str, int],
    chosen: Collection[str],
) -> SafeString:
    """Every option with its count."""
    first, options = kept(_options)(name, is_long, groups, get_language())
    html = [
        _filled(behind, counts.get(key, 0), key in chosen)
        if key in counts or key in chosen
        else without
        for key, behind, without in options
    ]
    return mark_safe(first + "".join(html))  # noqa: S308  rendered by a template; gaps are ours


def _filled(behind: tuple[str, str, str], count: int, selected: bool) -> str:
    to_box, to_count, to_next = behind
    is_none = "" if count else " option--none"
    checked = " checked" if selected else ""
    return f"{is_none}{to_box}{checked}{to_count}{count}{to_next}"


@lru_cache(maxsize=LISTS_KEPT)
def _options(
    name: str, is_long: bool, groups: Groups, language: str | None
) -> tuple[str, tuple[_Option, ...]]:
    """The HTML before the first gap, and the options.

    It is that of labels, so whoever changes one gets another list. English labels are marked on
    pages in another language only.
    """
    context = {"name": name, "is_long": is_long, "groups": groups, "gap": GAP}
    first, *rest = render_to_string(TEMPLATE, context).split(GAP)
    keys = [key for _group, options in groups for key, _label in options]
    behind = zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    return first, tuple(
        _Option(key, pieces, _filled(pieces, 0, selected=False))
        for key, pieces in zip(keys, behind, strict=True)
    )
