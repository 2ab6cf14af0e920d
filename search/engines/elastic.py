"""The production engine: one request for a page of results, all of it through the breaker."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from practices.models import ContributionPage
from search.documents import FILES
from search.kinds import keys_of
from search.query import DEEPEST_HIT, TYPE, SearchQuery
from search.snippets import opened

from .base import Answer, Engine, Fragments, RawResults
from .elastic_client import Asked, Body, ask, ask_all
from .elastic_extras import completion, related, spelling, unknown
from .elastic_query import (
    COUNTED,
    FACET,
    MEANT,
    NEWEST_ID,
    STATES,
    beside,
    build,
    highlighting,
    newest_of_each_state,
)


class ElasticEngine:
    name = "elasticsearch"

    def search(self, query: SearchQuery) -> RawResults:
        """One request; a second one if nothing holds all the words and they are few."""
        [answer] = self.search_all([query])
        return answer()

    def search_all(self, queries: list[SearchQuery]) -> list[Answer]:
        """One request for all; mostly no second one for what holds some of the words."""
        sorted_ones = [at for at, query in enumerate(queries) if _is_sorted(query)]
        found, loose = _found(queries, [_loose(queries[at]) for at in sorted_ones])
        any_word = dict(zip(sorted_ones, loose, strict=True))
        needed = [at for at, query in enumerate(queries) if _needs_loose(query, found[at])]
        late = [at for at in needed if at not in any_word]
        answers = ask_all([_loose(queries[at]) for at in late])
        any_word |= zip(late, map(read, answers), strict=True)
        for at in needed:
            found[at] = _loosened(found[at], any_word[at])
        return [partial(_given, raw) for raw in found]

    def for_one_request(self) -> Engine:
        return self

    def newest_of_each_state(self, queries: list[SearchQuery]) -> list[dict[str, int]]:
        searches = [Asked(newest_of_each_state(query), query.sides) for query in queries]
        return [_newest(answer) for answer in ask_all(searches, f"aggregations.{STATES}")]

    def complete(self, text: str, limit: int, types: tuple[str, ...]) -> tuple[int, ...]:
        """Ids of contributions whose title has words beginning like these."""
        return ids_of(ask(completion(text, limit, types)))

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        """Ids of contributions like this one, in words or in tags."""
        return ids_of(ask(related(page, keys, limit)))


def _is_sorted(query: SearchQuery) -> bool:
    """Whether what holds some of the words is another search, which may be needed."""
    return bool(query.text) and not (query.shows_more or query.only_counted)


def _found(
    queries: list[SearchQuery], loose: list[Asked]
) -> tuple[list[RawResults], list[RawResults]]:
    """Of each the side that is searched, and how much is on the other one; then the loose ones."""
    asks_beside = [bool(query.sides_beside) and query.counts_facets for query in queries]
    searches = [_search(query) for query in queries]
    searches += [
        Asked(beside(query), query.sides_beside)
        for query, asks in zip(queries, asks_beside, strict=True)
        if asks
    ]
    answers = ask_all([*searches, *loose])
    rest = iter(answers[len(queries) : len(searches)])
    found = [
        _with_counts_of(next(rest), query, found) if asks else found
        for query, found, asks in zip(queries, map(read, answers), asks_beside, strict=False)
    ]
    return found, list(map(read, answers[len(searches) :]))


def _with_counts_of(answer: Body, query: SearchQuery, found: RawResults) -> RawResults:
    """The types of the other side beside those of the side that is searched."""
    types = keys_of(*query.sides_beside)
    counted = _buckets(answer["aggregations"], TYPE)
    counts = {key: number for key, number in counted.items() if key in types}
    return replace(found, counts={**found.counts, TYPE: {**found.counts.get(TYPE, {}), **counts}})


def _needs_loose(query: SearchQuery, found: RawResults) -> bool:
    nothing_behind = query.shows_more and not found.more
    return not (found.total or nothing_behind or not query.text or query.any_word)


def _loosened(found: RawResults, any_word: RawResults) -> RawResults:
    """Of the side that is not searched still what holds all the words."""
    counts = {**any_word.counts, TYPE: {**found.counts.get(TYPE, {}), **any_word.counts[TYPE]}}
    return replace(any_word, loosened=True, unknown=found.unknown, counts=counts)


def _newest(answer: Body) -> dict[str, int]:
    buckets = answer["aggregations"][STATES]["buckets"]
    found = sorted(((int(each[NEWEST_ID]["value"]), each["key"]) for each in buckets), reverse=True)
    return {code: pk for pk, code in found}


def _given(raw: RawResults) -> RawResults:
    return raw


def _search(query: SearchQuery) -> Asked:
    return Asked(_body(query), query.sides)


def _loose(query: SearchQuery) -> Asked:
    return _search(replace(query, any_word=True))


def _body(query: SearchQuery) -> Body:
    body = build(query)
    if query.offset + query.page_size > DEEPEST_HIT:
        body |= {"from": 0, "size": 0}  # total and counts are still right
    if query.text:
        body["highlight"] = highlighting(query)
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
        total = aggregations[COUNTED][FACET]["doc_count"]  # of what is chosen of all facets
        loosened = not total and _counts_all(aggregations)
        if loosened:
            total = everything
        else:
            aggregations = aggregations[COUNTED]
    return RawResults(
        total=total,
        ids=ids_of(answer),
        counts=_counts(aggregations),
        meant=_buckets(aggregations.get(MEANT, {}), MEANT),
        more=everything - total,
        unknown=unknown(answer),
        fragments={int(hit["_id"]): _fragments(hit.get("highlight", {})) for hit in hits["hits"]},
        loosened=loosened,
    )


def _counts_all(aggregations: Body) -> bool:
    return any(name.startswith(FACET) for name in aggregations)


def _counts(aggregations: Body) -> dict[str, dict[str, int]]:
    groups = (found for name, found in aggregations.items() if name.startswith(FACET))
    return {
        name: _buckets(found, name)
        for found in groups
        for name, inner in found.items()
        if isinstance(inner, dict)  # beside the number of what the group holds
    }


def _buckets(found: Body, name: str) -> dict[str, int]:
    buckets = found.get(name, {}).get("buckets", [])
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}


def _fragments(highlight: dict[str, list[str]]) -> Fragments:
    by_language: dict[str, dict[str, str]] = defaultdict(dict)
    for field, texts in sorted(highlight.items()):
        part, _dot, language = field.partition(".")
        by_language[language][part] = texts[0]
    found = [_of_parts(parts, language) for language, parts in by_language.items()]
    return replace(found[0], others=tuple(found[1:])) if found else Fragments()


def _of_parts(parts: Mapping[str, str], language: str) -> Fragments:
    """A passage of a file only where the words stand nowhere else."""
    own = parts.get("lead") or parts.get("body", "")
    in_file = FILES in parts and not own and "title" not in parts
    passage = opened(parts[FILES] if in_file else own)
    return Fragments(parts.get("title", ""), passage, language, in_file=in_file)
