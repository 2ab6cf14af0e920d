"""Parts of a results page, filled into templates that are rendered once."""

from collections.abc import Sequence
from typing import NamedTuple

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from common.entries import entry_html
from common.gaps import filled, gap
from search.hits import Hit
from search.paging import Pages
from search.results import FacetView, SortOrder
from search.scope import Beside
from search.years import YEAR

register = template.Library()
SINGLE_YEAR = '<input type="hidden" name="year" value="{}">'


@register.simple_tag
def hit_entry(hit: Hit, is_compared: bool = True) -> SafeString:
    """One result, with a box to tick for a comparison unless it stands elsewhere."""
    return entry_html(
        url=hit.url,
        title=hit.title,
        bare_title=hit.bare_title,
        text=hit.snippet,
        state=hit.state_name,
        type=hit.type_label,
        years=hit.years,
        occasion=hit.occasion,
        language=hit.language,
        language_label=hit.language_label,
        direction=hit.direction,
        is_sample=hit.is_sample,
        published=hit.published,
        terms=hit.chapters,
        pick=hit.pk if is_compared and hit.is_compared else None,
        same=hit.same,
        translated=hit.translated,
        place=hit.place,
    )


class PagerLink(NamedTuple):
    """Of a page of results; both are gaps."""

    number: str
    url: str
    is_current: bool


@register.simple_tag
def pager(pages: Pages) -> SafeString | str:
    """One template for each place in a row of pages, whatever their numbers and addresses."""
    if pages.count <= 1:
        return ""
    links: list[PagerLink | None] = []
    values: dict[str, object] = {"number": pages.number, "count": pages.count}
    for place, link in enumerate(pages.links):
        if link is None:
            links.append(None)
            continue
        links.append(PagerLink(gap(f"number{place}"), gap(f"url{place}"), link.current))
        values |= {f"number{place}": link.number, f"url{place}": link.url}
    values |= {"previous": pages.previous_url, "next": pages.next_url, "links": tuple(links)}
    return filled("search/includes/pager.html", values)


@register.simple_tag
def facet(view: FacetView) -> SafeString | str:
    if not view.is_shown:
        return ""
    values = {
        "name": view.name,
        "label": view.label,
        "selected_count": view.selected_count or "",
    }
    if view.name == YEAR:
        return filled("search/includes/years.html", values | _years(view))
    values |= {
        "is_open": view.is_open,
        "is_long": view.is_long,
        "only_found": view.is_of_record,
        "options": view.options_html,
    }
    return filled("search/includes/facet.html", values)


def _years(view: FacetView) -> dict[str, object]:
    """The fields of a range, and the single years that were asked for."""
    first, last = view.bounds
    single = [] if view.is_range else [(key,) for key, _label in view.selected]
    return {"first": first, "last": last, "single": format_html_join("", SINGLE_YEAR, single)}


@register.simple_tag
def sort_orders(sorts: Sequence[SortOrder]) -> SafeString:
    return filled("search/includes/sort_orders.html", {"sorts": tuple(sorts)})


@register.simple_tag
def beside(found: Beside | None) -> SafeString | str:
    """Links to what was not searched, one template for each number of them."""
    if found is None:
        return ""
    values: dict[str, object] = {"lead": found.lead, "everything_url": found.everything_url}
    for place, (text, url) in enumerate(found.links):
        values |= {f"text{place}": text, f"url{place}": url}
    links = tuple((gap(f"text{place}"), gap(f"url{place}")) for place in range(len(found.links)))
    return filled("search/includes/beside.html", values | {"links": links})
