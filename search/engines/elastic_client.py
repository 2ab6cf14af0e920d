"""Connections to Elasticsearch: a quick one for visitors, a patient one for the worker."""

import time
from functools import lru_cache
from threading import Lock

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from .base import EngineUnavailableError

ALIAS = settings.ELASTICSEARCH_ALIAS  # what is searched
NEXT = f"{ALIAS}-next"  # what a running rebuild fills; written to as well
VISITOR_TIMEOUT = 1  # seconds
WORKER_TIMEOUT = 60  # seconds
FAILURES_TO_OPEN = 3
SECONDS_OPEN = 10


@lru_cache
def _client(url, timeout):
    # No retries and no sniffing: a visitor waits once, and then the embedded engine answers.
    return Elasticsearch(
        url, request_timeout=timeout, max_retries=0, retry_on_timeout=False, http_compress=False
    )


def visitor_client():
    return _client(settings.ELASTICSEARCH_URL, VISITOR_TIMEOUT)


def worker_client():
    return _client(settings.ELASTICSEARCH_URL, WORKER_TIMEOUT)


class CircuitBreaker:
    """After some failures in a row nobody waits for the server until a while has passed."""

    def __init__(self, failures=FAILURES_TO_OPEN, seconds=SECONDS_OPEN, clock=time.monotonic):
        self.failures, self.seconds, self.clock = failures, seconds, clock
        self.count, self.open_until, self.lock = 0, 0.0, Lock()

    @property
    def is_open(self):
        return self.clock() < self.open_until

    def call(self, function, *args):
        """The function's result, or EngineUnavailableError for whatever the server did wrong."""
        if self.is_open:
            raise EngineUnavailableError("the circuit breaker is open")
        try:
            result = function(*args)
        except (ApiError, TransportError) as error:
            # A request the server refuses says nothing about its health.
            if not 400 <= getattr(error, "status_code", 0) < 500:
                self._failed()
            raise EngineUnavailableError(str(error)) from error
        self.count = 0
        return result

    def _failed(self):
        with self.lock:
            self.count += 1
            if self.count >= self.failures:
                self.open_until = self.clock() + self.seconds

    def reset(self):
        self.count, self.open_until = 0, 0.0


breaker = CircuitBreaker()
