"""What an engine is asked and what it answers; see `database` and `elastic` for the two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from practices.models import ContributionPage
from search.query import SearchQuery


@dataclass(frozen=True)
class Fragments:
    """Highlighted text of one hit, with MARK_START and MARK_END around the words found."""

    title: str = ""
    snippet: str = ""


@dataclass(frozen=True)
class RawResults:
    """Ids of one page of hits, the total, and counts per facet and key (zeros left out).

    `total` and `counts` are of what holds all the words; with `loosened`, of what holds any, since
    nothing holds all. `more` is the number of those with some of the words, which stand behind.
    `unknown` are words that no text holds, with words that some do, and in how many texts.
    """

    total: int
    ids: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]
    more: int = 0
    unknown: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    fragments: Mapping[int, Fragments] = field(default_factory=dict)
    degraded: bool = False  # answered by the stand-in
    loosened: bool = False


class Engine(Protocol):
    """Finds contributions. Errors of the engine itself are raised as EngineUnavailableError."""

    name: str

    def search(self, query: SearchQuery) -> RawResults: ...

    def complete(self, text: str, limit: int) -> tuple[int, ...]:
        """Ids of contributions whose title has words that begin like these."""

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        """Ids of contributions like this page, whose facet keys are given."""


class EngineUnavailableError(Exception):
    """The engine is down, slow or refused the request; another may answer."""


MARK_START, MARK_END = "\ue000", "\ue001"  # private use: never in a text, never markup
