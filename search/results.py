"""Results page: hits, facets, sort orders and pages of an engine's response."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import scope, years
from .addresses import url_of
from .choices import Groups, all_choices
from .engines.base import RawResults
from .facet_html import options_html
from .facets import FACETS
from .hit_languages import in_visitors_language
from .hits import Hit, folded, hits
from .kinds import ALL_SIDES, Side, keys_of
from .paging import Pages
from .query import DATE, NEWEST, OF_RECORD, RECORD, RELEVANCE, STATE, TYPE, SearchQuery

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

OPEN = {facet.name for facet in FACETS[:3]}
LONG = 20  # choices; more of them bury the facets that follow
# Types that are chosen together, by a link, and named together.
TOGETHER: "dict[frozenset[str], StrOrPromise]" = {
    frozenset(RECORD): gettext_lazy("The Commission’s record"),
    frozenset(keys_of(*ALL_SIDES)): gettext_lazy("Everything"),
}


ORDERS: "dict[str, StrOrPromise]" = {
    RELEVANCE: gettext_lazy("Relevance"),
    DATE: gettext_lazy("Latest date first"),
    NEWEST: gettext_lazy("Newest first"),
    STATE: gettext_lazy("Member State"),
}


@dataclass(frozen=True)
class FacetView:
    """One facet with its choices."""

    name: str
    label: "StrOrPromise"
    groups: Groups
    counts: Mapping[str, int]
    chosen: tuple[str, ...]

    @property
    def is_of_record(self) -> bool:
        """Whether only those choices are shown that find something."""
        return self.name in OF_RECORD

    @property
    def is_shown(self) -> bool:
        if self.is_of_record and not (self.counts or self.chosen):
            return False
        return any(choices for _group, choices in self.groups)

    @property
    def is_long(self) -> bool:
        """Whether the list scrolls in a box of its own and can be searched."""
        if not self.is_of_record:
            return sum(len(choices) for _group, choices in self.groups) > LONG
        shown = {*self.counts, *self.chosen}
        keys = (key for _group, choices in self.groups for key, _label in choices)
        return sum(key in shown for key in keys) > LONG

    @property
    def is_open(self) -> bool:
        """Whether the choices are shown at once: of the first facets, and of those in use."""
        return bool(self.chosen) or self.name in OPEN

    @property
    def is_range(self) -> bool:
        return self.name == years.YEAR and years.as_range(self.chosen) is not None

    @property
    def bounds(self) -> tuple[str, str]:
        """First and last year, for the facet that is asked for by two fields."""
        return years.bounds(self.chosen)

    @property
    def selected_count(self) -> int:
        return len(self.selected)

    @property
    def options_html(self) -> SafeString:
        return options_html(self.name, self.is_long, self.groups, self.counts, self.chosen)

    @cached_property
    def selected(self) -> list[tuple[str | None, str]]:
        """(key, label) of what is chosen, in the order of the list; no key: all of the facet."""
        if not self.chosen:
            return []
        if self.is_range:
            return [(None, years.label(self.chosen))]
        if self.name == TYPE and (together := TOGETHER.get(frozenset(self.chosen))):
            return [(None, str(together))]
        return [
            choice
            for _group, choices in self.groups
            for choice in choices
            if choice[0] in self.chosen
        ]


@dataclass(frozen=True)
class Chip:
    """Something chosen, and the link that takes it away."""

    label: str
    url: str
    facet_label: "StrOrPromise"


@dataclass(frozen=True)
class SortOrder:
    label: str
    key: str
    is_chosen: bool


class SearchResults:
    """What the template reads; each part is made once, when it is asked for."""

    def __init__(self, query: SearchQuery, raw: RawResults) -> None:
        self.query, self.raw = query, raw
        self.q, self.total = query.text, raw.total

    @cached_property
    def hits(self) -> list[Hit]:
        found = hits(self.raw, self.q, self.query.concepts)
        return in_visitors_language(found, self.q, self.query.concepts)

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
    def heading(self) -> "StrOrPromise":
        return scope.heading(self.query)

    @property
    def counted(self) -> str:
        return scope.counted(self.query, self.total)

    @cached_property
    def beside(self) -> scope.Beside | None:
        return scope.beside(self.query, self.raw.counts.get(TYPE, {}))

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
        has_record = Side.RECORD in self.query.sides
        return [
            FacetView(
                facet.name,
                _("Year") if facet.name == years.YEAR and has_record else facet.label,
                self._choices[facet.name],
                self.raw.counts.get(facet.name, {}),
                self.query.keys(facet.name),
            )
            for facet in FACETS
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(label, url_of(self.query.without(facet.name, key)), facet.label)
            for facet in self.facets
            for key, label in facet.selected
        ]

    @property
    def clear_url(self) -> str:
        return url_of(replace(self.query, selected={}, page=1))

    @property
    def sorts(self) -> list[SortOrder]:
        """The orders offered.

        The key of the default is empty, so that words typed later are answered by relevance.
        """
        labels = dict(self._orders())
        chosen = self.query.sort if self.query.sort in labels else ""
        return [SortOrder(label, key, is_chosen=key == chosen) for key, label in labels.items()]

    def _orders(self) -> Iterator[tuple[str, str]]:
        has_record = Side.RECORD in self.query.sides
        labels = ORDERS | ({NEWEST: _("Added most recently")} if has_record else {})
        default = replace(self.query, sort=RELEVANCE).order
        yield "", str(labels[default])
        for order in (DATE, NEWEST, STATE):
            if order != default and (order != DATE or has_record):
                yield order, str(labels[order])

    @cached_property
    def pages(self) -> Pages:
        return Pages(self.query, self.total + self.raw.more)
