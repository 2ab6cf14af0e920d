"""Links in the language of the interface, and to the same page in the others."""

from functools import cache
from typing import NamedTuple

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language_info

from common.gaps import filled
from common.lists import listed
from common.localized_urls import bare_path, localized

register = template.Library()
register.filter("bare_path", bare_path)
register.filter("listed", listed)
register.filter("localized", localized)


class InterfaceLanguage(NamedTuple):
    """`code` is that of HTML's `lang` and `hreflang`; `name` is in the language itself."""

    code: str
    name: str
    direction: str
    prefix: str


@register.simple_tag
def language_links(request: HttpRequest, shown_path: str) -> SafeString:
    """Links to the page being shown in each language, with what was searched and filtered."""
    if not _may_be_linked(request, shown_path):
        return mark_safe("")
    query = request.META.get("QUERY_STRING", "")
    values = {
        "path": bare_path(request.path),
        "query": f"?{query}" if query else "",
        "languages": interface_languages(),
    }
    return filled("includes/languages.html", values)


@register.simple_tag
def alternates(request: HttpRequest, shown_path: str, public_url: str) -> SafeString:
    """The same for search engines."""
    languages = interface_languages() if _may_be_linked(request, shown_path) else ()
    path = bare_path(getattr(request, "path", ""))
    values = {"url": public_url, "path": path, "languages": languages}
    return filled("includes/alternates.html", values)


@register.simple_tag
def languages_of_page(request: HttpRequest, shown_path: str) -> tuple[InterfaceLanguage, ...]:
    return interface_languages() if _may_be_linked(request, shown_path) else ()


@cache
def interface_languages() -> tuple[InterfaceLanguage, ...]:
    return tuple(_described(code) for code, _name in settings.LANGUAGES)


def _described(code: str) -> InterfaceLanguage:
    info = get_language_info(code)
    direction = "rtl" if info["bidi"] else "ltr"
    return InterfaceLanguage(code, capfirst(info["name_local"]), direction, localized("", code))


def _may_be_linked(request: HttpRequest, shown_path: str) -> bool:
    """Not where the address holds a key, which would be written into the page."""
    return bool(request) and request.path == shown_path
