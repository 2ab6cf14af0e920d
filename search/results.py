"""Turns the ids and counts of an engine into what the results page shows."""

from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .addresses import url_of
from .choices import all_choices
from .facet_html import options_html
from .facets import FACETS
from .hits import hits
from .paging import Pages
from .query import NEWEST, RELEVANCE, STATE

LONG = 20  # choices; more of them bury the facets that follow


@dataclass(frozen=True)
class FacetView:
    """One facet; `groups` are its choices, as in search.choices."""

    name: str
    label: str
    groups: tuple
    counts: dict
    chosen: tuple

    @property
    def is_long(self):
        """Whether the list scrolls in a box of its own and can be searched."""
        return sum(len(choices) for _group, choices in self.groups) > LONG

    @property
    def selected_count(self):
        return len(self.chosen)

    @property
    def options_html(self):
        return options_html(self.name, self.is_long, self.groups, self.counts, self.chosen)

    @property
    def selected(self):
        """(key, label) of what is chosen, in the order of the list."""
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
    facet_label: str = ""
    key: str = ""


class SearchResults:
    """What the template reads; each part is made once, when it is asked for."""

    def __init__(self, query, raw):
        self.query, self.raw = query, raw
        self.q, self.total = query.text, raw.total

    @cached_property
    def hits(self):
        return hits(self.raw, self.q, self._choices)

    @property
    def first(self):
        return self.query.offset + 1

    @property
    def last(self):
        return min(self.query.offset + self.query.page_size, self.total)

    @cached_property
    def _choices(self):
        return all_choices()

    @cached_property
    def facets(self):
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
    def chips(self):
        return [
            Link(label, url_of(self.query.without(facet.name, key)), True, facet.label, key)
            for facet in self.facets
            for key, label in facet.selected
        ]

    @property
    def clear_url(self):
        return url_of(replace(self.query, selected={}, page=1))

    @property
    def sorts(self):
        labels = {RELEVANCE: _("Relevance"), NEWEST: _("Newest"), STATE: _("Member State")}
        return [
            Link(
                label,
                url_of(replace(self.query, sort=sort, page=1)),
                sort == self.query.sort,
                key=sort,
            )
            for sort, label in labels.items()
        ]

    @cached_property
    def pages(self):
        return Pages(self.query, self.total)
