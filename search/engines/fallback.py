"""Elasticsearch for as long as it answers; the embedded engine when it does not."""

import logging
from dataclasses import replace
from typing import Any

from search.engines.base import RawResults

from .base import EngineUnavailableError

logger = logging.getLogger(__name__)


class FallbackEngine:
    """Asks `first`; when that is unavailable, `second` answers and results say so."""

    def __init__(self, first, second) -> None:
        self.first, self.second = first, second
        self.name = first.name

    def search(self, query) -> RawResults:
        try:
            return self.first.search(query)
        except EngineUnavailableError as error:
            logger.warning("The embedded engine answers: %s", error)
            return replace(self.second.search(query), degraded=True)

    def complete(self, *args) -> Any:
        return self._either("complete", *args)

    def related(self, *args) -> Any:
        return self._either("related", *args)

    def correct(self, *args) -> Any:
        return self._either("correct", *args)

    def _either(self, method, *args) -> Any:
        try:
            return getattr(self.first, method)(*args)
        except EngineUnavailableError:
            return getattr(self.second, method)(*args)
