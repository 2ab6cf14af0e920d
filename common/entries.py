"""One contribution in a list: of results, of a State, of a topic."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from common.gaps import filled
from common.in_language import html_attributes, interface_code

LINK = '<a href="{}"><bdi>{}</bdi></a>'


def entry_html(
    *,
    url: str,
    title: str,
    bare_title: str,
    text: str,
    state: str,
    type: str,
    years: str,
    language: str,
    language_label: str,
    direction: str,
    is_sample: bool,
    published: datetime | None,
    terms: Iterable[str] = (),
    occasion: str = "",
    pick: int | None = None,
    same: Iterable[Any] = (),
    translated: str = "",
    place: Any = None,
) -> SafeString:
    """`title` may be HTML, `bare_title` is not.

    `years` is the period, or the day of what was said; `occasion` is the meeting where it was.
    `pick` is the key to compare it by; `same` are hits of other States with the same text;
    `translated` says that title and text are a translation; `place` has a text that says in which
    file the words stand, and its address.
    """
    day = localtime(published).date() if published else None
    interface = get_language()
    values = {
        "url": url,
        "title": title,
        "text": text,
        "state": state,
        "type": type,
        "years": years,
        "occasion": mark_safe(_isolated(occasion, html_attributes(occasion))) if occasion else "",  # noqa: S308  escaped
        "published": _written(day, interface) if day else "",
        "published_iso": day.isoformat() if day else "",
        "language": language,
        "language_label": translated
        or ("" if interface_code(language) == interface else language_label),
        "direction": direction,
        "is_sample": is_sample,
        "terms": mark_safe(" · ".join(_isolated(term, html_attributes(term)) for term in terms)),  # noqa: S308  each is escaped
        "pick": pick,
        "bare_title": bare_title,
        "same": _links(same) if same else "",
        "place": format_html(LINK, place.url, place.text) if place else "",
    }
    return filled("includes/entry.html", values)


@lru_cache(maxsize=4096)
def _written(day: date, interface: str | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


@lru_cache(maxsize=1024)
def _isolated(term: str, attributes: str) -> str:
    return f"<bdi{attributes}>{escape(term)}</bdi>"


def _links(hits: Iterable[Any]) -> SafeString:
    links = ((hit.url, hit.state_name) for hit in hits)
    return format_html_join(", ", LINK, links)
