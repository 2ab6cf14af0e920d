"""Builds the request for a page of results: one for all facets, a pure function of the query."""

from django.utils.translation import get_language

from search.documents import FILES, LANGUAGES
from search.facets import FACETS
from search.phrases import is_long, outside_phrases, parse
from search.query import DATE, NEWEST, RELEVANCE, STATE, TYPE, SearchQuery, Selected
from taxonomy.concepts import labels_of, stems_of
from taxonomy.languages import of_interface

from .base import MARK_END, MARK_START
from .elastic_clauses import all_of, bool_query, terms_query
from .elastic_client import Body
from .elastic_words import is_one_word, only_meant, with_all_words, with_any_word

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
STATES, NEWEST_ID = "_states", "_newest"
COUNTED, FACET, MEANT = "_counted", "_filter_", "_meant"
SORTS: dict[str, list[str | dict[str, dict[str, str]]]] = {
    NEWEST: [{"published": {"order": "desc", "missing": "_last"}}, {"page_id": {"order": "desc"}}],
    DATE: [{"date": {"order": "desc", "missing": "_last"}}, {"page_id": {"order": "desc"}}],
    STATE: ["title_key", "page_id"],  # behind the State, by its name in the interface's language
    RELEVANCE: ["_score", {"page_id": {"order": "desc"}}],
}


def build(query: SearchQuery) -> Body:
    """The request for a SearchQuery; where there are words, without highlights."""
    asked = {
        "query": text_query(query) if query.text else None,
        "post_filter": _chosen(query.narrowed_by) if query.narrowed_by else None,
    }
    body = {name: part for name, part in asked.items() if part}
    return body | {
        "aggs": _aggregations(query),
        "sort": _sort(query),
        "from": query.offset,
        "size": query.page_size,
        "_source": False,
        "track_total_hits": True,
    }


def beside(query: SearchQuery) -> Body:
    """Counts how much of each type the side that is not searched would give."""
    held = with_any_word(query) if query.any_word else with_all_words(query)
    words = [held] if query.text else []
    return {
        "query": bool_query(filter=[*words, _chosen(query.narrowed_by, but=TYPE)]),
        "aggs": {TYPE: _keys_of(TYPE)},
        "size": 0,
        "track_total_hits": False,
    }


def newest_of_each_state(query: SearchQuery) -> Body:
    """The highest id of each State under the choices of the query; hits would take far longer."""
    newest = {NEWEST_ID: {"max": {"field": "page_id"}}}
    return {
        "query": bool_query(filter=[_chosen(query.narrowed_by)]),
        "aggs": {STATES: {"terms": {"field": "facets.state", "size": MOST_KEYS}, "aggs": newest}},
        "size": 0,
        "track_total_hits": False,
    }


def _aggregations(query: SearchQuery) -> Body:
    """By facet; counted is what holds all the words, in one more filter.

    Of a long text, which few contributions hold, what holds any of the words as well.
    """
    counts = _counts(query.narrowed_by)
    counted = counts | (_count_of_meant(query) if query.meant and not query.any_word else {})
    if not query.shows_more or query.any_word or is_one_word(query):
        return counted
    with_words = {"filter": with_all_words(query), "aggs": counted}
    return {COUNTED: with_words} | (counts if is_long(query.text) else {})


def _counts(selected: Selected) -> Body:
    """Facets of which nothing is chosen count the same, and are counted together."""
    chosen = [facet.name for facet in FACETS if selected.get(facet.name)]
    rest = [facet.name for facet in FACETS if facet.name not in chosen]
    return {FACET: _counted(selected, rest)} | {
        FACET + name: _counted(selected, [name], but=name) for name in chosen
    }


def _counted(selected: Selected, names: list[str], but: str = "") -> Body:
    return {
        "filter": _chosen(selected, but),
        "aggs": {name: _keys_of(name) for name in names},
    }


def _keys_of(facet: str) -> Body:
    return {"terms": {"field": f"facets.{facet}", "size": MOST_KEYS}}


def _count_of_meant(query: SearchQuery) -> Body:
    """By language, what holds concepts in the place of some words."""
    meant = bool_query(filter=[_chosen(query.narrowed_by), only_meant(query)])
    return {MEANT: {"filter": meant, "aggs": {MEANT: {"terms": {"field": "facets.language"}}}}}


def _chosen(selected: Selected, but: str = "") -> Body:
    """What is chosen of all facets but one."""
    return all_of(
        [
            terms_query(f"facets.{name}", keys)
            for name, keys in selected.items()
            if keys and name != but
        ]
    )


def _sort(query: SearchQuery) -> list[str | Body]:
    first = [f"state_order.{of_interface(get_language())}"] if query.order == STATE else []
    return [*first, *SORTS[query.order]]


def text_query(query: SearchQuery) -> Body:
    """By relevance whatever holds any of the words; in another order only what counts."""
    if query.any_word or query.shows_more:
        return with_any_word(query)
    if query.sort == RELEVANCE:
        return bool_query(must=[with_any_word(query)], filter=[with_all_words(query)])
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
