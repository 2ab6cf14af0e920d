"""Connections to Elasticsearch: a quick one for visitors, a patient one for the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch
from elasticsearch.serializer import NdjsonSerializer, OrjsonSerializer

from search.kinds import ALL_SIDES, Side

from .base import EngineUnavailableError
from .breaker import breaker

ALIAS = settings.ELASTICSEARCH_ALIAS  # what is searched
NEXT = f"{ALIAS}-next"  # what a running rebuild fills; written to as well
WORKER_TIMEOUT = 60  # seconds
Body = dict[str, Any]  # of a request or an answer, or a part of one


def hosts() -> list[str]:
    """The nodes of ELASTICSEARCH_URL: one, or several of a cluster with commas between them."""
    urls = [url.strip() for url in settings.ELASTICSEARCH_URL.split(",")]
    return [url for url in dict.fromkeys(urls) if url]  # the client refuses one named twice


class OrjsonLinesSerializer(NdjsonSerializer, OrjsonSerializer):
    """Of several searches and of bulk writes, which the client's own writes with `json`."""


# A search has a thousand values, and its answer more.
SERIALIZERS = {each.mimetype: each() for each in (OrjsonSerializer, OrjsonLinesSerializer)}


@lru_cache
def _client(urls: tuple[str, ...], timeout: float) -> Elasticsearch:
    # A node that refuses costs no time: the next one is asked. One that hangs is up to the caller,
    # who knows how much time is left. No sniffing: nodes may know each other by other addresses.
    return Elasticsearch(
        list(urls),
        request_timeout=timeout,
        max_retries=len(urls) - 1,
        retry_on_timeout=False,
        http_compress=False,
        serializers=SERIALIZERS,
    )


def visitor_client() -> Elasticsearch:
    return _client(tuple(hosts()), settings.SEARCH_CALL_TIMEOUT)


@lru_cache
def _within(urls: tuple[str, ...], seconds: float) -> Elasticsearch:
    """Kept: it takes as long to make as a tenth of a page, and mostly has the whole of its time."""
    return _client(urls, settings.SEARCH_CALL_TIMEOUT).options(request_timeout=seconds)


def worker_client() -> Elasticsearch:
    return _client(tuple(hosts()), WORKER_TIMEOUT)


@dataclass(frozen=True)
class Asked:
    """A search and the sides it asks, each of which is a shard of its own."""

    body: Body
    sides: tuple[Side, ...] = ALL_SIDES

    @property
    def routing(self) -> str:
        return ",".join(self.sides)


def ask(asked: Asked) -> Body:
    """The answer to a search of a visitor, within the time left to the request."""

    answer: Body = _in_time(
        lambda client: client.search(index=ALIAS, routing=asked.routing, body=asked.body).body
    )
    return answer


def ask_all(searches: list[Asked], part: str = "") -> list[Body]:
    """The answers to several searches in one request; one that fails fails them all.

    Of hundreds of searches only a part of each answer is sent.
    """
    if not searches:
        return []
    lines = [
        line
        for asked in searches
        for line in ({"index": ALIAS, "routing": asked.routing}, asked.body)
    ]

    # An answer of which nothing is sent would be missing in the list: its status stands for it.
    paths = [f"responses.{each}" for each in (part, "error", "status")] if part else None
    answers: list[Body] = _in_time(
        lambda client: client.msearch(searches=lines, filter_path=paths).body["responses"],
        asks_much=bool(part),
    )
    for answer in answers:
        if "error" in answer:
            raise EngineUnavailableError(str(answer["error"]))
    return answers


def _in_time(send: Callable[[Elasticsearch], Any], asks_much: bool = False) -> Any:
    """What the server answers, each node in its turn within the time left to the request."""
    nodes = tuple(hosts())
    return breaker.call(
        lambda timeout: send(_within(nodes, max(0.01, round(timeout, 2)))),
        tries=len(nodes),
        asks_much=asks_much,
    )
