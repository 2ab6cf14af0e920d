"""Builds the request for a page of results: one for all facets, a pure function of the query."""

from typing import Any

from django.utils.translation import get_language
from elasticsearch.dsl import A, FacetedSearch, Search, TermsFacet
from elasticsearch.dsl.query import Bool, MatchAll, Query
from elasticsearch.dsl.search_base import SearchBase

from search.documents import FILES, LANGUAGES
from search.facets import FACETS
from search.phrases import is_long, outside_phrases, parse
from search.query import DATE, NEWEST, RELEVANCE, STATE, TYPE, SearchQuery
from taxonomy.concepts import labels_of, stems_of
from taxonomy.languages import of_interface

from .base import MARK_END, MARK_START
from .elastic_client import ALIAS, Body
from .elastic_words import only_meant, with_all_words, with_any_word

MOST_KEYS = 1000  # of one facet: all States, all years
SNIPPET_LENGTH = 280  # characters
PASSAGE = {"number_of_fragments": 1, "fragment_size": SNIPPET_LENGTH}
HIGHLIGHTED = {
    "title": {"number_of_fragments": 0},
    "lead": PASSAGE,
    "body": PASSAGE,
    FILES: PASSAGE,
}
MOST_WORDS_MARKED = 32
COUNTED, COUNTED_TOTAL, FACET, MEANT = "_counted", "_total", "_filter_", "_meant"
SORTS: dict[str, list[str | dict[str, dict[str, str]]]] = {
    NEWEST: [{"published": {"order": "desc", "missing": "_last"}}, {"page_id": {"order": "desc"}}],
    DATE: [{"date": {"order": "desc", "missing": "_last"}}, {"page_id": {"order": "desc"}}],
    STATE: ["title_key", "page_id"],  # behind the State, by its name in the interface's language
    RELEVANCE: ["_score", {"page_id": {"order": "desc"}}],
}


class ContributionSearch(FacetedSearch):
    """The stock faceted search, with our query and every key of a facet."""

    index = ALIAS
    facets = {
        facet.name: TermsFacet(field=f"facets.{facet.name}", size=MOST_KEYS) for facet in FACETS
    }

    def __init__(self, asked: SearchQuery) -> None:
        self.asked = asked
        super().__init__(asked.text, dict(asked.narrowed_by))

    def query(self, search: SearchBase, query: str | Query) -> SearchBase:
        return search.query(text_query(self.asked)) if self.asked.text else search

    def aggregate(self, search: SearchBase) -> None:
        """As the stock search does, but counted is what holds all the words, in one more filter.

        Of a long text, which few contributions hold, what holds any of the words as well.
        """
        for_all: Any = search.aggs
        counts: Any = search.aggs
        if self.asked.shows_more and not self.asked.any_word:
            counted = A("filter", filter=with_all_words(self.asked))
            counted.bucket(COUNTED_TOTAL, "filter", filter=self.others())
            for_all.bucket(COUNTED, counted)
            counts = counted
            if not is_long(self.asked.text):
                for_all = counted
            else:
                self._count(counted)
        self._count(for_all)
        if self.asked.meant and not self.asked.any_word:
            self._count_meant(counts)

    def _count(self, aggregations: Any) -> None:
        for name, facet in self.facets.items():
            bucket = aggregations.bucket(FACET + name, "filter", filter=self.others(name))
            bucket.bucket(name, facet.get_aggregation())

    def _count_meant(self, aggregations: Any) -> None:
        """By language, what holds concepts in the place of some words."""
        meant = A("filter", filter=Bool(filter=[self.others(), only_meant(self.asked)]))
        meant.bucket(MEANT, "terms", field="facets.language")
        aggregations.bucket(MEANT, meant)

    def others(self, facet: str = "") -> Query:
        """What is chosen of all facets but this one."""
        chosen: Query = MatchAll()
        for name, query in self._filters.items():
            chosen = chosen if name == facet else chosen & query
        return chosen

    def sort(self, search: SearchBase) -> SearchBase:
        sort = self.asked.order
        first = [f"state_order.{of_interface(get_language())}"] if sort == STATE else []
        return search.sort(*first, *SORTS[sort])

    def build_search(self) -> SearchBase:
        return super().build_search().source(False).extra(track_total_hits=True)


def beside(query: SearchQuery) -> Body:
    """Counts how much of each type the side that is not searched would give."""
    search = ContributionSearch(query)
    held = with_any_word(query) if query.any_word else with_all_words(query)
    words = [held] if query.text else []
    types = {"terms": {"field": f"facets.{TYPE}", "size": MOST_KEYS}}
    return {
        "query": Bool(filter=[*words, search.others(TYPE)]).to_dict(),
        "aggs": {TYPE: types},
        "size": 0,
        "track_total_hits": False,
    }


def build(query: SearchQuery) -> Search:
    """The elasticsearch.dsl Search for a SearchQuery."""
    return ContributionSearch(query)._s[query.offset : query.offset + query.page_size]


def text_query(query: SearchQuery) -> Query:
    """By relevance whatever holds any of the words; in another order only what counts."""
    if query.any_word or query.shows_more:
        return with_any_word(query)
    if query.sort == RELEVANCE:
        return Bool(must=[with_any_word(query)], filter=[with_all_words(query)])
    return with_all_words(query)


def highlighting(query: SearchQuery) -> Body:
    """The whole title and the best passage, with marks that cannot stand in a text."""
    labels = {language: _labels(query, language) for language in LANGUAGES}
    fields = {
        f"{part}.{language}": options
        | {"highlight_query": _words(f"{part}.{language}", query, labels[language])}
        for part, options in HIGHLIGHTED.items()
        for language in LANGUAGES
    }
    return {"type": "unified", "pre_tags": [MARK_START], "post_tags": [MARK_END], "fields": fields}


def _labels(query: SearchQuery, language: str) -> list[str]:
    """What the concepts are called in the other languages; each costs time in each hit."""
    found: list[str] = []
    for part in query.meant:
        labels = labels_of(part.concepts, language)
        asked = stems_of(" ".join(term.text for term in part.terms), language)
        if not any(stems_of(label, language) == asked for label in labels):
            found += labels
    return found


def _words(field: str, query: SearchQuery, labels: list[str]) -> Body:
    # The words alone: to take them out of the whole question, for each field of each hit, made up
    # half the time of the request.
    language = field.partition(".")[2]
    asked = [{"match_phrase": {field: text}} for text in parse(query.text).phrases]
    asked += [{"match_phrase": {field: label}} for label in labels]
    asked += [
        {"match_phrase": {field: kin.text}}
        for term in query.terms
        for kin in term.kin
        if kin.language == language
    ]
    # Words inside quotation marks are marked as a phrase only.
    words = " ".join(outside_phrases(query.text).split()[:MOST_WORDS_MARKED])
    asked += [{"match": {field: words}}] if words else []
    # A text of quotation marks alone asks for nothing.
    return {"dis_max": {"queries": asked or [{"match_none": {}}]}}
