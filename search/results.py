"""Turns the ids and counts of an engine into what the results page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import years
from .addresses import url_of
from .choices import Groups, all_choices
from .engines.base import RawResults
from .facet_html import options_html
from .facets import FACETS
from .hits import Hit, folded, hits
from .paging import Pages
from .query import NEWEST, RELEVANCE, STATE, SearchQuery

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

LONG = 20  # choices; more of them bury the facets that follow


@dataclass(frozen=True)
class FacetView:
    """One facet with its choices."""

    name: str
    label: "StrOrPromise"
    groups: Groups
    counts: Mapping[str, int]
    chosen: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        """Whether the list scrolls in a box of its own and can be searched."""
        return sum(len(choices) for _group, choices in self.groups) > LONG

    @property
    def is_range(self) -> bool:
        return self.name == years.YEAR and years.as_range(self.chosen) is not None

    @property
    def bounds(self) -> tuple[str, str]:
        """First and last year, for the facet that is asked for by two fields."""
        return years.bounds(self.chosen)

    @property
    def selected_count(self) -> int:
        return 1 if self.is_range else len(self.chosen)

    @property
    def options_html(self) -> SafeString:
        return options_html(self.name, self.is_long, self.groups, self.counts, self.chosen)

    @property
    def selected(self) -> list[tuple[str | None, str]]:
        """(key, label) of what is chosen, in the order of the list; no key: all of the facet."""
        if self.is_range:
            return [(None, years.label(self.chosen))]
        return [
            choice
            for _group, choices in self.groups
            for choice in choices
            if choice[0] in self.chosen
        ]


@dataclass(frozen=True)
class Link:
    """A link of the results page; `label` is the text, `selected` marks where one is."""

    label: str
    url: str
    selected: bool = False
    facet_label: "StrOrPromise" = ""
    key: str = ""


class SearchResults:
    """What the template reads; each part is made once, when it is asked for."""

    def __init__(self, query: SearchQuery, raw: RawResults) -> None:
        self.query, self.raw = query, raw
        self.q, self.total = query.text, raw.total

    @cached_property
    def hits(self) -> list[Hit]:
        return hits(self.raw, self.q, self._choices)

    @property
    def parts(self) -> "list[tuple[bool, list[Hit]]]":
        """(whether they hold all the words, hits): those that hold some of them come behind."""
        counted = self.query.counted_of(self.total, len(self.raw.ids))
        full = set(self.raw.ids[:counted])
        parts = [
            (True, folded(hit for hit in self.hits if hit.pk in full)),
            (False, folded(hit for hit in self.hits if hit.pk not in full)),
        ]
        return [(is_full, hits) for is_full, hits in parts if hits]

    @property
    def first(self) -> int:
        return self.query.offset + 1

    @property
    def last(self) -> int:
        return min(self.query.offset + self.query.page_size, self.total + self.raw.more)

    @cached_property
    def _choices(self) -> dict[str, Groups]:
        return all_choices()

    @cached_property
    def facets(self) -> list[FacetView]:
        return [
            FacetView(
                facet.name,
                facet.label,
                self._choices[facet.name],
                self.raw.counts.get(facet.name, {}),
                self.query.keys(facet.name),
            )
            for facet in FACETS
        ]

    @cached_property
    def chips(self) -> list[Link]:
        return [
            Link(label, url_of(self.query.without(facet.name, key)), True, facet.label, key or "")
            for facet in self.facets
            for key, label in facet.selected
        ]

    @property
    def clear_url(self) -> str:
        return url_of(replace(self.query, selected={}, page=1))

    @property
    def sorts(self) -> list[Link]:
        """The orders offered. Without words there is no relevance: the default is the newest first.

        The key of the default is empty, so that words typed later are answered by relevance.
        """
        by_words = {"": _("Relevance"), NEWEST: _("Newest first")}
        labels = (by_words if self.q else {"": _("Newest first")}) | {STATE: _("Member State")}
        chosen = self.query.sort if self.query.sort in labels else ""
        return [
            Link(
                label,
                url_of(replace(self.query, sort=key or RELEVANCE, page=1)),
                key == chosen,
                key=key,
            )
            for key, label in labels.items()
        ]

    @cached_property
    def pages(self) -> Pages:
        return Pages(self.query, self.total + self.raw.more)
