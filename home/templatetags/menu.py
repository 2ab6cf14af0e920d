"""Header and footer of every page."""

from typing import Any, NamedTuple

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common.gaps import filled
from common.localized_urls import localized
from home.menu import text_pages

register = template.Library()
register.simple_tag(text_pages)


class NavLink(NamedTuple):
    """`here` is the value of aria-current: "page" on the page itself, "true" below it."""

    url: str
    text: str
    attributes: str
    here: str


@register.simple_tag(takes_context=True)
def header(context: dict[str, Any], *, has_search: bool = True) -> SafeString:
    """Rendered once for each link that may be that of the page shown."""
    path = getattr(context.get("request"), "path", "")
    links = tuple(NavLink(*link, _here(link[0], path)) for link in _links())
    return filled("includes/header.html", {"links": links, "has_search": has_search})


@register.simple_tag
def footer(shown_path: str) -> SafeString:
    """`shown_path` as it stands in an address."""
    return filled("includes/footer.html", {"shown_path": shown_path, "text_pages": text_pages()})


def _links() -> list[tuple[str, str, str]]:
    lists = {
        "/search/": _("Search"),
        "/chapters/": _("Chapters"),
        "/challenges/": _("Challenges"),
        "/states/": _("Member States"),
        "/meetings/": _("Meetings"),
        "/coverage/": _("Coverage"),
    }
    about = [page for page in text_pages() if page.slug == "about"]
    links = [(localized(path), text, "") for path, text in lists.items()]
    return links + [(page.url, page.title, page.attributes) for page in about]


def _here(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if url and url in path else ""
