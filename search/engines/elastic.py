"""The production engine: one request for a page of results, all of it through the breaker."""

from collections.abc import Mapping
from dataclasses import replace

from practices.models import ContributionPage
from search.query import DEEPEST_HIT, SearchQuery
from search.snippets import opened

from .base import Fragments, RawResults
from .elastic_client import Body, ask
from .elastic_extras import completion, corrected, related, spelling
from .elastic_query import build, is_loosened


class ElasticEngine:
    name = "elasticsearch"

    def search(self, query: SearchQuery) -> RawResults:
        body = build(query).to_dict()
        if query.offset + query.page_size > DEEPEST_HIT:
            body |= {"from": 0, "size": 0}  # total and counts are still right
        return replace(read(ask(body)), loosened=is_loosened(query))

    def complete(self, text: str, limit: int) -> tuple[int, ...]:
        """Ids of contributions whose title has words beginning like these."""
        return ids_of(ask(completion(text, limit)))

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        """Ids of contributions like this one, in words or in tags."""
        return ids_of(ask(related(page, keys, limit)))

    def correct(self, text: str) -> str:
        """The text with words nobody wrote put right; the same text where nothing is better."""
        return corrected(text, ask(spelling(text)))


def ids_of(answer: Body) -> tuple[int, ...]:
    return tuple(int(hit["_id"]) for hit in answer["hits"]["hits"])


def read(answer: Body) -> RawResults:
    """RawResults of the answer of Elasticsearch."""
    hits = answer["hits"]
    return RawResults(
        total=hits["total"]["value"],
        ids=ids_of(answer),
        counts=_counts(answer.get("aggregations", {})),
        fragments={int(hit["_id"]): _fragments(hit.get("highlight", {})) for hit in hits["hits"]},
    )


def _counts(aggregations: Body) -> dict[str, dict[str, int]]:
    prefix = "_filter_"
    return {
        name.removeprefix(prefix): {
            bucket["key"]: bucket["doc_count"]
            for bucket in found[name.removeprefix(prefix)]["buckets"]
        }
        for name, found in aggregations.items()
    }


def _fragments(highlight: dict[str, list[str]]) -> Fragments:
    by_part: dict[str, str] = {}
    for field, texts in highlight.items():
        by_part.setdefault(field.split(".")[0], texts[0])
    snippet = by_part.get("lead") or by_part.get("body") or ""
    return Fragments(by_part.get("title", ""), opened(snippet))
