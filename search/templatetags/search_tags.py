"""Parts of a results page, filled into templates that are rendered once."""

from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString

from common.entries import entry_html
from common.gaps import filled, gap
from search.hits import Hit
from search.paging import Pages
from search.results import FacetView

register = template.Library()


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
def facet(view: FacetView) -> SafeString:
    values = {
        "name": view.name,
        "label": view.label,
        "selected_count": view.selected_count or "",
        "is_open": view.is_open,
        "is_long": view.is_long,
        "only_found": view.is_of_record,
        "options": view.options_html,
    }
    return filled("search/includes/facet.html", values)
