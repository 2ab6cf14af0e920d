"""Links in the language of the interface, and to the same page in the others."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info

from common.lists import listed
from common.localized_urls import bare_path, localized

register = template.Library()
register.filter("bare_path", bare_path)
register.filter("listed", listed)
register.filter("localized", localized)


@dataclass(frozen=True)
class LanguageLink:
    """`code` is that of HTML's `lang` and `hreflang`; `name` is in the language itself."""

    code: str
    name: str
    direction: str
    path: str
    query: str
    is_current: bool

    @property
    def url(self) -> str:
        """With what was searched and filtered."""
        return f"{self.path}?{self.query}" if self.query else self.path


@register.simple_tag
def language_links(request: HttpRequest, shown_path: str) -> list[LanguageLink]:
    """The page being shown in each language.

    None where the address holds a key, which would be written into the page, or where a template
    is rendered without a request.
    """
    if not request or request.path != shown_path:
        return []
    path, query = bare_path(request.path), request.META.get("QUERY_STRING", "")
    links = []
    for code, _name in settings.LANGUAGES:
        info = get_language_info(code)
        links.append(
            LanguageLink(
                code=code,
                name=capfirst(info["name_local"]),
                direction="rtl" if info["bidi"] else "ltr",
                path=localized(path, code),
                query=query,
                is_current=code == get_language(),
            )
        )
    return links
