"""One contribution in a list: of results, of a State, of a topic."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language

from common.gaps import GAP, filled, kept
from common.in_language import InLanguage, html_attributes, interface_code

LINK = '<a href="{}"><bdi>{}</bdi></a>'
Worded = tuple[str, str]  # a text and its language, which may be unknown
GAPS = mark_safe(GAP)  # noqa: S308  of the title or the text
KEPT = 4_000  # entries, each some two kilobytes


def entry_html(
    *,
    title: str,
    text: str,
    terms: Iterable[str] = (),
    occasion: str = "",
    same: Iterable[Any] = (),
    place: Any = None,
    **facts: Any,
) -> SafeString:
    """`title` and `text` may be HTML; all else is the same in whatever search it is found.

    `occasion` is the meeting where something was said; `same` are hits of other States with the
    same text; `place` has a text that says in which file the words stand, and its address.
    For `facts` see _around().
    """
    pieces = kept(_around)(
        interface=get_language() or "",
        has_text=bool(text),
        terms=tuple(map(_worded, terms)),
        occasion=_worded(occasion),
        same=tuple((hit.url, hit.state_name) for hit in same),
        place=(place.url, place.text) if place else None,
        **facts,
    )
    before, behind, *rest = pieces  # nothing more where there is no text
    shown = (before, conditional_escape(title), behind, conditional_escape(text), *rest)
    return mark_safe("".join(shown))  # noqa: S308  pieces of a template, and escaped texts


def _worded(text: str) -> Worded:
    return text, text.language if isinstance(text, InLanguage) else ""


@lru_cache(maxsize=KEPT)
def _around(
    *,
    interface: str,
    has_text: bool,
    terms: tuple[Worded, ...],
    occasion: Worded,
    same: tuple[tuple[str, str], ...],
    place: tuple[str, str] | None,
    url: str,
    bare_title: str,
    state: str,
    type: str,
    years: str,
    language: str,
    language_label: str,
    direction: str,
    is_sample: bool,
    published: datetime | None,
    pick: int | None = None,
    translated: str = "",
) -> tuple[str, ...]:
    """HTML before the title, behind it and, if there is one, behind the text.

    `bare_title` is no HTML. `years` is the period, or the day of what was said. `pick` is the key
    to compare it by; `translated` says that title and text are a translation.
    """
    day = published.astimezone(get_default_timezone()).date() if published else None
    values = {
        "url": url,
        "title": GAPS,
        "text": GAPS if has_text else "",
        "state": state,
        "type": type,
        "years": years,
        "occasion": _isolated(occasion, interface) if occasion[0] else "",
        "published": _written(day, interface) if day else "",
        "published_iso": day.isoformat() if day else "",
        "language": language,
        "language_label": translated
        or ("" if interface_code(language) == interface else language_label),
        "direction": direction,
        "is_sample": is_sample,
        "terms": mark_safe(" · ".join(_isolated(term, interface) for term in terms)),  # noqa: S308  each is escaped
        "pick": pick,
        "bare_title": bare_title,
        "same": format_html_join(", ", LINK, same) if same else "",
        "place": format_html(LINK, *place) if place else "",
    }
    return tuple(filled("includes/entry.html", values).split(GAP))


@lru_cache(maxsize=4_096)
def _written(day: date, interface: str) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


@lru_cache(maxsize=1_024)
def _isolated(worded: Worded, interface: str) -> SafeString:
    text, language = worded
    return format_html("<bdi{}>{}</bdi>", html_attributes(InLanguage(text, language)), text)
