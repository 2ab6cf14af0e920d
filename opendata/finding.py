"""Answers the very parameters of /search/ with the very same search, for programs."""

from dataclasses import dataclass, field, replace

from django.utils.functional import cached_property

from search import meant, rescue, states_asked
from search.choices import all_choices
from search.engines import get_engine
from search.facets import FACETS
from search.forms import SearchForm
from search.paging import Pages
from search.query import SearchQuery

from .reading import read


@dataclass
class Found:
    """A page of results: what was asked, what was answered, and what a person would be told."""

    query: SearchQuery
    raw: object
    notices: list = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.raw.total

    @cached_property
    def contributions(self) -> list:
        """Those that count first, then what holds some of the words only."""
        return read(self.raw.ids)

    @property
    def counted(self) -> int:
        """How many of the contributions of this page count."""
        return self.query.counted_of(self.total, len(self.contributions))

    @property
    def pages(self) -> Pages:
        return Pages(self.query, self.total + self.raw.more)

    @property
    def counts(self) -> list:
        """[(facet, [(key, label, count)])], less the keys that nothing carries."""
        choices = all_choices()
        return [(facet, self._of_facet(facet, choices[facet.name])) for facet in FACETS]

    def _of_facet(self, facet, groups) -> list:
        counts = self.raw.counts.get(facet.name, {})
        labels = dict(pair for _group, pairs in groups for pair in pairs)
        return [(key, label, counts[key]) for key, label in labels.items() if counts.get(key)]


def query_of(params) -> tuple:
    """(SearchQuery, notices) of the parameters of an address."""
    form = SearchForm(params)
    return form.query, form.notices


def find(params, kind="", **changes) -> "Found":
    """The page of results that /search/ shows for these parameters; of one kind, if given."""
    query, notices = query_of(params)
    if kind:
        changes["selected"] = {**query.selected, "type": (kind,)}
    asked = replace(query, **changes)
    query, raw, notice = rescue.search(get_engine(), asked)
    notices = [*notices, *states_asked.notices(asked), *meant.notices(query, raw)]
    return Found(query, raw, [*notices, notice] if notice else notices)
