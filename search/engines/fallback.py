"""Elasticsearch for as long as it answers; the embedded engine when it does not."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from practices.models import ContributionPage
from search.query import SearchQuery

from .base import Engine, EngineUnavailableError, RawResults

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


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
            return replace(self.second.search(query), degraded=True)

    def complete(self, text: str, limit: int) -> tuple[int, ...]:
        return self._either(lambda engine: engine.complete(text, limit))

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        return self._either(lambda engine: engine.related(page, keys, limit))

    def _either(self, ask: Callable[[Engine], Answer]) -> Answer:
        try:
            return ask(self.first)
        except EngineUnavailableError:
            return ask(self.second)
