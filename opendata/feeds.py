"""/search/feed/?…: any search as an Atom feed, newest first."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.http import absolute_url
from common.text import xml_safe
from opendata.finding import Found
from search.addresses import url_of
from search.kinds import Side
from search.query import NEWEST
from taxonomy.languages import of_interface
from translations.models import citable, public_translations

from .addresses import identifier, public_url
from .exports.references import author
from .finding import find

ENTRIES = 50
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


class _PlainText:
    """Django declares every summary to be HTML; the portal's are plain text (RFC 4287, 3.1)."""

    def __init__(self, handler) -> None:
        self._handler = handler

    def __getattr__(self, name) -> Any:
        return getattr(self._handler, name)

    def addQuickElement(self, name, contents=None, attrs=None) -> None:  # noqa: N802  Django's name
        if name == "summary":
            attrs = {"type": "text"}
        self._handler.addQuickElement(name, contents, attrs)


class PagedAtom(Atom1Feed):
    """Atom with the total of the search (OpenSearch) and its other pages (RFC 5005)."""

    def root_attributes(self) -> dict:
        return super().root_attributes() | {"xmlns:opensearch": OPENSEARCH}

    def add_item(self, *args, **fields) -> None:
        """What is stored may be older than the cleaning of what comes in."""
        super().add_item(*args, **{name: _safe(value) for name, value in fields.items()})

    def item_attributes(self, item) -> dict:
        return super().item_attributes(item) | {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(_PlainText(handler), item)

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("opensearch:totalResults", str(self.feed["total"]))
        for relation, url in self.feed["neighbours"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": url})


class SearchFeed(Feed):
    feed_type = PagedAtom

    def get_object(self, request) -> Found:
        sort = {} if request.GET.get("sort") else {"sort": NEWEST}
        found = find(request.GET, page_size=ENTRIES, only_counted=True, **sort)
        found.address = request.get_full_path()
        found.params = request.GET
        return found

    def title(self, found) -> str:
        text = xml_safe(found.query.text)
        return _("Good Practice Portal: %s") % text if text else _("Good Practice Portal")

    def link(self, found) -> str:
        return absolute_url(url_of(found.query))

    def feed_url(self, found) -> str:
        return absolute_url(found.address)

    def feed_guid(self, found) -> str:
        return absolute_url(found.address)

    def subtitle(self, found) -> str:
        if Side.RECORD in found.query.sides:
            return _("Meetings, statements and documents of the Commission’s record.")
        return _("Practices and strategies on drug policy, shared by Member States.")

    def feed_extra_kwargs(self, found) -> dict:
        return {"total": found.total, "neighbours": dict(_neighbours(found))}

    def items(self, found) -> list:
        return found.contributions

    def item_title(self, page) -> str:
        return _read_as(page).title

    def item_description(self, page) -> str:
        return _read_as(page).summary

    def item_extra_kwargs(self, page) -> dict:
        return {"language": _read_as(page).language}

    def item_link(self, page) -> str:
        return public_url(page)

    def item_guid(self, page) -> str:
        return identifier(page.pk)

    def item_author_name(self, page) -> str:
        return author(page)

    def item_pubdate(self, page) -> datetime:
        return page.first_published_at

    def item_updateddate(self, page) -> datetime:
        return page.last_published_at or page.first_published_at

    def item_categories(self, page) -> list:
        return [term.label for term in (*page.chapters.all(), *page.challenges.all())]


def _read_as(page) -> Any:
    """The translation into the feed's language, if people made a current one; or the page."""
    language = of_interface(get_language())
    found = (each for each in citable(public_translations(page)) if each.language == language)
    return next((each for each in found if not each.is_outdated), page)


def _safe(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_safe(item) for item in value]
    return xml_safe(str(value)) if isinstance(value, (str, Promise)) else value


def _neighbours(found) -> Iterator:
    number, last = found.pages.number, found.pages.count
    if number > 1:
        yield "previous", _page(found, number - 1)
    if number < last:
        yield "next", _page(found, number + 1)


def _page(found, number) -> Any:
    params = found.params.copy()
    params["page"] = str(number)
    return absolute_url(f"/search/feed/?{params.urlencode()}")
