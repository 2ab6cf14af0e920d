"""What a visitor asks for: one frozen object, the same for both engines."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from django.utils.functional import cached_property

from . import years
from .facets import FACETS
from .kinds import Side, keys_of, sides_of
from .wording import Meant, Term

RELEVANCE, NEWEST, STATE = "relevance", "newest", "state"
DATE = "date"  # of a meeting and of what was said or issued; practices and strategies have none
SORTS = (RELEVANCE, NEWEST, STATE, DATE)
MEANING, OFF = "meaning", "off"  # the parameter of an address, and the only value it has
Selected = Mapping[str, tuple[str, ...]]  # {facet: keys}
TYPE = "type"
SHARED, RECORD = keys_of(Side.SHARED), keys_of(Side.RECORD)  # types
OF_RECORD = tuple(facet.name for facet in FACETS if facet.of_record)
DEEPEST_HIT = 10_000  # Elasticsearch pages no further; nobody reads that far


@dataclass(frozen=True)
class SearchQuery:
    """`selected` maps a facet's name to the chosen keys: OR within a facet, AND across facets.

    `terms` are the words of the text that say something, with their synonyms; without them the
    words are taken as they stand. What holds all the words is what counts; what holds some of them
    follows behind it. `any_word` counts that as well: for a text of which nothing holds every word.
    `meant` are the same terms with the concepts they name, if they name any: what names those in
    whatever words counts as well, behind what holds the words. Without `meaning` nobody asks.
    `states` are the codes of the Member States named in the text, `beside_states` is the text
    without their names, with `beside_terms` and `beside_meant`; a contribution of one of them that
    holds the rest is found as well, and stands first with `states_first`. `exact` asks for the
    words as typed, without mending their spelling, `only_counted` for nothing behind what counts.
    Without `counts_facets` an engine may leave out what it counts in each facet.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    meant: tuple[Meant, ...] = ()
    any_word: bool = False
    states: tuple[str, ...] = ()
    beside_states: str = ""
    beside_terms: tuple[Term, ...] = ()
    beside_meant: tuple[Meant, ...] = ()
    states_first: bool = False
    exact: bool = False
    meaning: bool = True
    only_counted: bool = False
    counts_facets: bool = True
    selected: Selected = field(default_factory=lambda: MappingProxyType({}))
    sort: str = RELEVANCE
    page: int = 1
    page_size: int = 20

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    @cached_property
    def narrowed_by(self) -> Selected:
        """What is selected, with the types meant where none is named.

        They are those that States have shared, unless what is selected stands in the record alone.
        """
        if self.keys(TYPE):
            return self.selected
        return {**self.selected, TYPE: RECORD if any(map(self.keys, OF_RECORD)) else SHARED}

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """Those that are searched."""
        return sides_of(self.narrowed_by[TYPE])

    @cached_property
    def sides_beside(self) -> tuple[Side, ...]:
        """Those of which no more is told than how much is there."""
        return tuple(side for side in Side if side not in self.sides)

    def keys(self, facet_name: str) -> tuple[str, ...]:
        return self.selected.get(facet_name, ())

    @property
    def order(self) -> str:
        """The sort that is answered: without words there is no relevance."""
        if self.text or self.sort != RELEVANCE:
            return self.sort
        return DATE if self.sides == (Side.RECORD,) else NEWEST

    @property
    def shows_more(self) -> bool:
        """Whether what holds some of the words stands behind what holds them all."""
        if not self.text or self.only_counted:
            return False
        return self.sort == RELEVANCE or self.any_word

    def counted_of(self, total: int, shown: int) -> int:
        """How many of the hits of this page are among the first `total` of the search."""
        return max(0, min(shown, total - self.offset))

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """Keys of those that the words name."""
        return tuple(key for part in self.meant for key in part.concepts)

    @property
    def in_words(self) -> "SearchQuery":
        """The same without concepts."""
        return replace(self, meant=(), beside_meant=())

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
        params += [] if self.meaning else [(MEANING, OFF)]
        params += [("sort", self.sort)] if self.sort != RELEVANCE else []
        return params + ([("page", str(self.page))] if self.page != 1 else [])
