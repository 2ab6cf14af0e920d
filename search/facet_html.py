"""The options of a facet as HTML. Hundreds of them stand on each results page.

The template is rendered once for each list of choices, with gaps for what differs from search to
search; afterwards only the gaps are filled in.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import chain

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from common.gaps import GAP

from .choices import Groups

TEMPLATE = "search/includes/facet_options.html"
LISTS_KEPT = 128  # facets times languages, and some that changed


def options_html(
    name: str,
    is_long: bool,
    groups: Groups,
    counts: Mapping[str, int],
    chosen: Collection[str],
) -> SafeString:
    """Every option with its count."""
    first, *pieces = _pieces(name, is_long, groups, get_language())
    keys = [key for _group, options in groups for key, _label in options]
    gaps = chain.from_iterable(_gaps(counts.get(key, 0), key in chosen) for key in keys)
    filled = chain.from_iterable(zip(gaps, pieces, strict=True))
    return mark_safe(first + "".join(filled))  # noqa: S308  rendered by a template; gaps are ours


def _gaps(count: int, selected: bool) -> tuple[str, str, str]:
    """What stands in the three gaps of an option, in their order in the template."""
    return "" if count else " option--none", " checked" if selected else "", str(count)


@lru_cache(maxsize=LISTS_KEPT)
def _pieces(name: str, is_long: bool, groups: Groups, language: str | None) -> tuple[str, ...]:
    """The HTML between the gaps; of labels, so whoever changes one gets another list.

    English labels are marked on pages in another language only.
    """
    context = {"name": name, "is_long": is_long, "groups": groups, "gap": GAP}
    return tuple(render_to_string(TEMPLATE, context).split(GAP))
