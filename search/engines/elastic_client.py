"""Connections to Elasticsearch: a quick one for visitors, a patient one for the worker."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch

from .breaker import breaker

ALIAS = settings.ELASTICSEARCH_ALIAS  # what is searched
NEXT = f"{ALIAS}-next"  # what a running rebuild fills; written to as well
WORKER_TIMEOUT = 60  # seconds
Body = dict[str, Any]  # of a request or an answer, or a part of one


@lru_cache
def _client(url: str, timeout: float) -> Elasticsearch:
    # No retries and no sniffing: a visitor waits once, and then the embedded engine answers.
    return Elasticsearch(
        url, request_timeout=timeout, max_retries=0, retry_on_timeout=False, http_compress=False
    )


def visitor_client() -> Elasticsearch:
    return _client(settings.ELASTICSEARCH_URL, settings.SEARCH_CALL_TIMEOUT)


def worker_client() -> Elasticsearch:
    return _client(settings.ELASTICSEARCH_URL, WORKER_TIMEOUT)


def ask(body: Body) -> Body:
    """The answer to a search of a visitor, within the time left to the request."""

    def search(timeout: float) -> Body:
        client = visitor_client().options(request_timeout=timeout)
        answer: Body = client.search(index=ALIAS, body=body).body
        return answer

    return breaker.call(search)
