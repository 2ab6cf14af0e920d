"""What a visitor asks for: one frozen object, the same for both engines."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from . import years
from .wording import Term

RELEVANCE, NEWEST, STATE = "relevance", "newest", "state"
SORTS = (RELEVANCE, NEWEST, STATE)
Selected = Mapping[str, tuple[str, ...]]  # {facet: keys}
DEEPEST_HIT = 10_000  # Elasticsearch pages no further; nobody reads that far


@dataclass(frozen=True)
class SearchQuery:
    """`selected` maps a facet's name to the chosen keys: OR within a facet, AND across facets.

    `terms` are the words of the text that say something, with their synonyms; without them the
    words are taken as they stand. What holds all the words is what counts; what holds some of them
    follows behind it. `any_word` counts that as well: for a text of which nothing holds every word.
    `states` are the codes of the Member States named in the text, `beside_states` is the text
    without their names and `beside_terms` its terms; a contribution of one of them that holds the
    rest is found as well, and stands first with `states_first`. `exact` asks for the words as
    typed, without mending their spelling, `only_counted` for nothing behind what counts.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    any_word: bool = False
    states: tuple[str, ...] = ()
    beside_states: str = ""
    beside_terms: tuple[Term, ...] = ()
    states_first: bool = False
    exact: bool = False
    only_counted: bool = False
    selected: Selected = field(default_factory=lambda: MappingProxyType({}))
    sort: str = RELEVANCE
    page: int = 1
    page_size: int = 20

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    def keys(self, facet_name: str) -> tuple[str, ...]:
        return self.selected.get(facet_name, ())

    @property
    def shows_more(self) -> bool:
        """Whether what holds some of the words stands behind what holds them all."""
        if not self.text or self.only_counted:
            return False
        return self.sort == RELEVANCE or self.any_word

    def counted_of(self, total: int, shown: int) -> int:
        """How many of the hits of this page are among the first `total` of the search."""
        return max(0, min(shown, total - self.offset))

    def without(self, facet_name: str, key: str | None = None) -> "SearchQuery":
        """The same query less one key of a facet, or less the whole facet."""
        kept = tuple(k for k in self.keys(facet_name) if key is not None and k != key)
        selected = {**self.selected, facet_name: kept}
        selected = {name: keys for name, keys in selected.items() if keys}
        return replace(self, selected=selected, page=1)

    def to_params(self) -> list[tuple[str, str]]:
        """(name, value) pairs of the address that leads back to this search."""
        params = [("q", self.text)] if self.text else []
        for name, keys in self.selected.items():
            named = [(name, key) for key in keys]
            params += years.to_params(keys) if name == years.YEAR else named
        params += [("exact", "1")] if self.exact else []
        params += [("sort", self.sort)] if self.sort != RELEVANCE else []
        return params + ([("page", str(self.page))] if self.page != 1 else [])
