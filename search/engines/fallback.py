"""Elasticsearch for as long as it answers; the embedded engine when it does not."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from practices.models import ContributionPage
from search.query import SearchQuery

from .base import Answer, Engine, EngineUnavailableError, RawResults

logger = logging.getLogger(__name__)
Found = TypeVar("Found")


def _degraded(answer: Answer) -> RawResults:
    return replace(answer(), degraded=True)


class FallbackEngine:
    """Asks `first`; when that is unavailable, `second` answers and results say so."""

    def __init__(self, first: Engine, second: Engine) -> None:
        self.first, self.second = first, second
        self.name = first.name

    def search(self, query: SearchQuery) -> RawResults:
        try:
            return self.first.search(query)
        except EngineUnavailableError as error:
            logger.warning("The embedded engine answers: %s", error)
            return _degraded(partial(self.second.search, query))

    def search_all(self, queries: list[SearchQuery]) -> list[Answer]:
        try:
            return self.first.search_all(queries)
        except EngineUnavailableError as error:
            logger.warning("The embedded engine answers: %s", error)
            return [partial(_degraded, answer) for answer in self.second.search_all(queries)]

    def for_one_request(self) -> Engine:
        return FallbackEngine(self.first.for_one_request(), self.second.for_one_request())

    def newest_of_each_state(self, queries: list[SearchQuery]) -> list[dict[str, int]]:
        return self._either(lambda engine: engine.newest_of_each_state(queries))

    def complete(self, text: str, limit: int, types: tuple[str, ...]) -> tuple[int, ...]:
        return self._either(lambda engine: engine.complete(text, limit, types))

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        return self._either(lambda engine: engine.related(page, keys, limit))

    def _either(self, ask: Callable[[Engine], Found]) -> Found:
        try:
            return ask(self.first)
        except EngineUnavailableError:
            return ask(self.second)
