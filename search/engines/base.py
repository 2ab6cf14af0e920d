"""What an engine is asked and what it answers; see `database` and `elastic` for the two."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from practices.models import ContributionPage
from search.query import SearchQuery


@dataclass(frozen=True)
class Fragments:
    """Highlighted text of one hit, with MARK_START and MARK_END around the words found."""

    title: str = ""
    snippet: str = ""
    language: str = ""  # of the version that holds the words; empty: the original's
    in_file: bool = False  # the passage stands in a file of the contribution
    others: "tuple[Fragments, ...]" = ()  # in other languages

    def of(self, language: str) -> "Fragments | None":
        """Those of the original, which is in this language."""
        each = (self, *self.others)
        own = (one for one in each if one.language in ("", language))
        return next(own, None) or next((one for one in each if one.in_file), None)


@dataclass(frozen=True)
class RawResults:
    """Ids of one page of hits, the total, and counts per facet and key (zeros left out).

    `total` and `counts` are of what holds all the words; with `loosened`, of what holds any, since
    nothing holds all. Of the types on a side that is not searched, counts are of what holds all the
    words. `meant` are those of the total, by language, that hold concepts in the place
    of some words. `more` is the number of those with some of the words, which stand behind.
    `unknown` are words that no text holds, with words that some do, and in how many texts.
    """

    total: int
    ids: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]
    meant: Mapping[str, int] = field(default_factory=dict)
    more: int = 0
    unknown: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    fragments: Mapping[int, Fragments] = field(default_factory=dict)
    degraded: bool = False  # answered by the stand-in
    loosened: bool = False


Answer = Callable[[], RawResults]


class Engine(Protocol):
    """Finds contributions. Errors of the engine itself are raised as EngineUnavailableError."""

    name: str

    def search(self, query: SearchQuery) -> RawResults: ...

    def search_all(self, queries: list[SearchQuery]) -> list[Answer]:
        """In one call to a server; the embedded engine searches when an answer is called for."""

    def for_one_request(self) -> "Engine":
        """The same, free to keep what it reads as long as the request lasts."""

    def newest_of_each_state(self, queries: list[SearchQuery]) -> list[dict[str, int]]:
        """{code of a State: id that it added last} of each query; the newest first.

        All queries, which have no words, in one call to a server.
        """

    def complete(self, text: str, limit: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """Ids of contributions of these types whose title has words that begin like these."""

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        """Ids of contributions like this page, whose facet keys are given, on its own side."""


class EngineUnavailableError(Exception):
    """The engine is down, slow or refused the request; another may answer."""


MARK_START, MARK_END = "\ue000", "\ue001"  # private use: never in a text, never markup
