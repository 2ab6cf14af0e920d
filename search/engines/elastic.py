"""The production engine: one request for a page of results, all of it through the breaker."""

from collections.abc import Mapping
from dataclasses import replace

from practices.models import ContributionPage
from search.query import DEEPEST_HIT, SearchQuery
from search.snippets import opened

from .base import Fragments, RawResults
from .elastic_client import Body, ask
from .elastic_extras import completion, related, spelling, unknown
from .elastic_query import COUNTED, COUNTED_TOTAL, FACET, build


class ElasticEngine:
    name = "elasticsearch"

    def search(self, query: SearchQuery) -> RawResults:
        """One request; a second one if nothing holds all the words and they are few."""
        found = read(ask(_body(query)))
        nothing_behind = query.shows_more and not found.more
        if found.total or nothing_behind or not query.text or query.any_word:
            return found
        loose = read(ask(_body(replace(query, any_word=True))))
        return replace(loose, loosened=True, unknown=found.unknown)

    def complete(self, text: str, limit: int) -> tuple[int, ...]:
        """Ids of contributions whose title has words beginning like these."""
        return ids_of(ask(completion(text, limit)))

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        """Ids of contributions like this one, in words or in tags."""
        return ids_of(ask(related(page, keys, limit)))


def _body(query: SearchQuery) -> Body:
    body = build(query).to_dict()
    if query.offset + query.page_size > DEEPEST_HIT:
        body |= {"from": 0, "size": 0}  # total and counts are still right
    if query.text and not query.any_word:
        body["suggest"] = spelling(query.text)
    return body


def ids_of(answer: Body) -> tuple[int, ...]:
    return tuple(int(hit["_id"]) for hit in answer["hits"]["hits"])


def read(answer: Body) -> RawResults:
    """RawResults of the answer of Elasticsearch."""
    hits, aggregations = answer["hits"], answer.get("aggregations", {})
    everything = total = hits["total"]["value"]
    loosened = False
    if COUNTED in aggregations:
        total = aggregations[COUNTED][COUNTED_TOTAL]["doc_count"]
        loosened = not total and _counts_all(aggregations)
        if loosened:
            total = everything
        else:
            aggregations = aggregations[COUNTED]
    return RawResults(
        total=total,
        ids=ids_of(answer),
        counts=_counts(aggregations),
        more=everything - total,
        unknown=unknown(answer),
        fragments={int(hit["_id"]): _fragments(hit.get("highlight", {})) for hit in hits["hits"]},
        loosened=loosened,
    )


def _counts_all(aggregations: Body) -> bool:
    return any(name.startswith(FACET) for name in aggregations)


def _counts(aggregations: Body) -> dict[str, dict[str, int]]:
    by_facet = {
        name.removeprefix(FACET): found
        for name, found in aggregations.items()
        if name.startswith(FACET)
    }
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
        for name, found in by_facet.items()
    }


def _fragments(highlight: dict[str, list[str]]) -> Fragments:
    by_part: dict[str, str] = {}
    for field, texts in highlight.items():
        by_part.setdefault(field.split(".")[0], texts[0])
    snippet = by_part.get("lead") or by_part.get("body") or ""
    return Fragments(by_part.get("title", ""), opened(snippet))
