"""Unpaged results: every id of a search, and which of some ids hold a text."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVarTuple

from django.conf import settings

from .engines.base import EngineUnavailableError
from .engines.database import DatabaseEngine
from .engines.database_beside import ids_held
from .engines.elastic import ids_of
from .engines.elastic_client import Asked, ask
from .engines.elastic_query import build
from .engines.elastic_words import with_all_words
from .kinds import ALL_SIDES
from .models import IndexState
from .query import SearchQuery

Arguments = TypeVarTuple("Arguments")

EVERYTHING = 10**9
AT_ONCE = 1000  # ids of one request to Elasticsearch


def every_id(query: SearchQuery) -> Collection[int]:
    """All ids that count in the search, in its order: numbers only, so memory stays small."""
    return _first_to_answer(_pages_of_elastic, _all_of_database, query)


def holding(query: SearchQuery, ids: Collection[int]) -> set[int]:
    """Those of the ids whose texts hold all the words, whatever else is chosen."""
    return set(ids) & set(_first_to_answer(_among_in_elastic, _among_in_database, query, ids))


def _first_to_answer(
    elastic: Callable[[*Arguments], Collection[int]],
    database: Callable[[*Arguments], Collection[int]],
    *args: *Arguments,
) -> Collection[int]:
    """As the page does: the embedded engine stands in for an Elasticsearch that is down."""
    if settings.ELASTICSEARCH_URL:
        try:
            return elastic(*args)
        except EngineUnavailableError:
            pass
    return database(*args)


def _pages_of_elastic(query: SearchQuery) -> list[int]:
    body = build(replace(query, page=1, page_size=AT_ONCE, only_counted=True))
    body = {name: part for name, part in body.items() if name not in ("aggs", "from")}
    found: list[int] = []
    while True:
        answer = ask(Asked(body, query.sides))
        found += ids_of(answer)
        if len(answer["hits"]["hits"]) < AT_ONCE:
            return found
        # Not by number of page: Elasticsearch counts no further than 10,000.
        body["search_after"] = answer["hits"]["hits"][-1]["sort"]


def _all_of_database(query: SearchQuery) -> tuple[int, ...]:
    whole = replace(query, page=1, page_size=EVERYTHING, only_counted=True, counts_facets=False)
    raw = DatabaseEngine().search(whole)
    return () if raw.loosened and not query.any_word else raw.ids


def _among_in_elastic(query: SearchQuery, ids: Collection[int]) -> tuple[int, ...]:
    words = with_all_words(query)
    wanted = {"ids": {"values": [str(pk) for pk in ids]}}
    body = {"query": {"bool": {"must": words, "filter": wanted}}, "size": len(ids)}
    return ids_of(ask(Asked(body | {"_source": False})))


def _among_in_database(query: SearchQuery, ids: Iterable[int]) -> set[int]:
    return ids_held(query, ALL_SIDES)


def indexed_until(now: datetime) -> datetime:
    """The moment up to which whatever came public is in the index as well."""
    if not settings.ELASTICSEARCH_URL:
        return now
    waiting = IndexState.objects.unsettled(now).order_by("since")
    since: datetime | None = waiting.values_list("since", flat=True).first()
    return min(now, since or now)
