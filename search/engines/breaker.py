"""Circuit breaker and time budget for requests to Elasticsearch.

The breaker's state is shared by all workers (the cache `shared`), so that a server that hangs costs
one visitor one second, and not one in each worker, and again at each try.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from elasticsearch import ApiError, ConnectionTimeout, TransportError
from redis.exceptions import RedisError

from .base import EngineUnavailableError

Answer = TypeVar("Answer")

FAILURES_TO_OPEN = 3  # in a row; a timeout opens at once: the next request would wait as long
SECONDS_OPEN = 10

log = logging.getLogger(__name__)

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


def _start_budget(**kwargs: object) -> None:
    _deadline.set(time.monotonic() + settings.SEARCH_REQUEST_TIMEOUT)


def _end_budget(**kwargs: object) -> None:
    _deadline.set(None)


request_started.connect(_start_budget, dispatch_uid="search.engines.breaker")
request_finished.connect(_end_budget, dispatch_uid="search.engines.breaker")


def seconds_left() -> float:
    """How long the next call may take; the whole of a call's time outside a request."""
    deadline = _deadline.get()
    if deadline is None:
        return settings.SEARCH_CALL_TIMEOUT
    return min(settings.SEARCH_CALL_TIMEOUT, deadline - time.monotonic())


def _tried(function: Callable[[float], Answer], tries: int) -> Answer:
    timeout = seconds_left()
    if timeout <= 0:
        raise EngineUnavailableError("the time for this request is spent")
    try:
        return function(timeout)
    except ConnectionTimeout:
        if tries == 1 or seconds_left() <= 0:
            raise
        return _tried(function, tries - 1)


class CircuitBreaker:
    """After a timeout or some failures in a row nobody waits until a while has passed."""

    def __init__(
        self, failures: int = FAILURES_TO_OPEN, seconds: float = SECONDS_OPEN, name: str = "search"
    ) -> None:
        self.failures, self.seconds = failures, seconds
        self.open_key, self.count_key = f"breaker-{name}-open", f"breaker-{name}-failures"

    @property
    def is_open(self) -> bool:
        with _cache_may_be_away():
            return caches["shared"].get(self.open_key) is not None
        return False  # each visitor finds out alone

    def call(
        self, function: Callable[[float], Answer], tries: int = 1, asks_much: bool = False
    ) -> Answer:
        """What the function, handed its timeout in seconds, returns.

        After a timeout it is tried again while tries and time are left: the client takes another
        node. Raises EngineUnavailableError for whatever the server did wrong, and when no time is
        left. That a request which asks much is late says little of the server.
        """
        if self.is_open:
            raise EngineUnavailableError("the circuit breaker is open")
        try:
            answer = _tried(function, tries)
        except (ApiError, TransportError) as error:
            # A request the server refuses says nothing about its health.
            if not 400 <= getattr(error, "status_code", 0) < 500:
                is_late = isinstance(error, ConnectionTimeout)
                self.failed(at_once=is_late and not asks_much)
            raise EngineUnavailableError(str(error)) from error
        self._forget_failures()
        return answer

    def failed(self, at_once: bool = False) -> None:
        shared = caches["shared"]
        with _cache_may_be_away():
            failures = shared.get(self.count_key, 0) + 1
            shared.set(self.count_key, failures, 60)
            if at_once or failures >= self.failures:
                shared.set(self.open_key, True, self.seconds)

    def reset(self) -> None:
        with _cache_may_be_away():
            caches["shared"].delete_many([self.open_key, self.count_key])

    def _forget_failures(self) -> None:
        with _cache_may_be_away():
            if caches["shared"].get(self.count_key):
                caches["shared"].delete(self.count_key)


@contextmanager
def _cache_may_be_away() -> Iterator[None]:
    """A search needs no Redis: without it, one machine does not learn from the others."""
    try:
        yield
    except RedisError as error:
        log.warning("the shared cache does not answer: %s", error)


breaker = CircuitBreaker()
