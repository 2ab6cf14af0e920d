"""Builds the request for a page of results: one, however many facets; a pure function of the query.

Words are looked for in all languages at once, each text with its own language's analysis.
"""

from elasticsearch.dsl import FacetedSearch, Search, TermsFacet
from elasticsearch.dsl.query import (
    Bool,
    CombinedFields,
    ConstantScore,
    DisMax,
    MatchPhrase,
    MultiMatch,
    Query,
    Terms,
)
from elasticsearch.dsl.search_base import SearchBase

from common.stems import words_of
from search.documents import LANGUAGES, part_boosts
from search.facets import FACETS
from search.phrases import Parsed, outside_phrases, parse, with_codes_as_one
from search.query import NEWEST, RELEVANCE, STATE, SearchQuery

from .base import MARK_END, MARK_START
from .elastic_client import ALIAS, Body

MOST_KEYS = 1000  # of one facet: all States, all years
SNIPPET_LENGTH = 280  # characters
PHRASE_BOOST = 2
CODE_BOOST = 100  # the exact string before all that holds its pieces
EVERY_WORD = 0.1  # what the other clauses find as well keeps their score
# A named State's contributions come first; in a long text its name is one word among many.
STATES_FIRST, STATES_LONG_TEXT = 1000, 5
PASSAGE = {"number_of_fragments": 1, "fragment_size": SNIPPET_LENGTH}
HIGHLIGHTED = {"title": {"number_of_fragments": 0}, "lead": PASSAGE, "body": PASSAGE}
# How many of the words must be there. All of a few; of a long text most, for the ranking knows
# better; of a question a seventh, because most of its words only ask.
FEW = 4
OF_FEW, OF_MANY, OF_A_QUESTION, ANY = "100%", "3<60% 6<30%", "15%", 1
QUESTION_MARKS = ("?", "؟", "？")
MOST_WORDS, MOST_CHARACTERS, MOST_WORDS_OF_PHRASE = 32, 300, 8
SORTS: dict[str, list[str | dict[str, dict[str, str]]]] = {
    NEWEST: [{"published": {"order": "desc", "missing": "_last"}}, {"page_id": {"order": "desc"}}],
    STATE: ["state_name", "title_key", "page_id"],
    RELEVANCE: ["_score", {"page_id": {"order": "desc"}}],
}


class ContributionSearch(FacetedSearch):
    """The stock faceted search, with our query, highlighting and every key of a facet."""

    index = ALIAS
    facets = {
        facet.name: TermsFacet(field=f"facets.{facet.name}", size=MOST_KEYS) for facet in FACETS
    }

    def __init__(self, asked: SearchQuery) -> None:
        self.asked = asked
        super().__init__(asked.text, dict(asked.selected))

    def query(self, search: SearchBase, query: str | Query) -> SearchBase:
        return search.query(text_query(self.asked)) if self.asked.text else search

    def sort(self, search: SearchBase) -> SearchBase:
        has_order = self.asked.text or self.asked.sort != RELEVANCE
        return search.sort(*SORTS[self.asked.sort if has_order else NEWEST])

    def build_search(self) -> SearchBase:
        search = super().build_search().source(False)
        extra = {"highlight": highlighting(self.asked)} if self.asked.text else {}
        return search.extra(track_total_hits=True, **extra)


def build(query: SearchQuery) -> Search:
    """The elasticsearch.dsl Search for a SearchQuery."""
    return ContributionSearch(query)._s[query.offset : query.offset + query.page_size]


def text_query(query: SearchQuery) -> Query:
    """Any of the texts (the visitor's, or one with a synonym put in), in any language."""
    parsed = parse(query.text)
    text = shortened(parsed.text)
    texts = [(text, ANY if query.any_word else least_words(query.text))]
    # A synonym stands for the visitor's word, so every word of it is needed.
    texts += [(text, OF_FEW) for text in query.variants]
    clauses = [
        _in_language(text, language, needed) for text, needed in texts for language in LANGUAGES
    ]
    if len(words_of(text)) <= FEW:
        clauses += [_every_word(text, language) for language in LANGUAGES]
    words: Query = DisMax(queries=clauses)
    if query.states:
        words = _of_states(query, words)
    return _as_written(parsed, words)


def _every_word(text: str, language: str) -> Query:
    """Stop words are words where there are few: all of "The Who" is looked for."""
    return MultiMatch(
        query=text,
        fields=_fields(language),
        type="cross_fields",
        operator="and",
        analyzer=language,
        boost=EVERY_WORD,
    )


def _as_written(parsed: Parsed, words: Query) -> Query:
    """Phrases must stand in a text as they are quoted; symbols and codes come first if they do."""
    phrases = [MatchPhrase(spelling={"query": shortened(phrase)}) for phrase in parsed.phrases]
    is_short = least_words(parsed.text) == OF_FEW  # of many words a hyphenated one is only one
    codes = [
        MatchPhrase(spelling={"query": code, "boost": CODE_BOOST})
        for code in parsed.codes
        if is_short or "/" in code
    ]
    if least_words(parsed.text) == OF_A_QUESTION:  # quotes there mostly name a thing, in any form
        phrases, codes = [], [*codes, *phrases]
    return Bool(must=[words], filter=phrases, should=codes) if phrases or codes else words


def _of_states(query: SearchQuery, words: Query) -> Query:
    """The words, or the rest of them in a contribution of a Member State that is named."""
    of_states = Terms("facets.state", list(query.states))
    rest = shortened(parse(query.beside_states).text)
    needed = ANY if query.any_word else least_words(rest)
    others = [_in_language(rest, language, needed) for language in LANGUAGES] if rest else []
    of_these = Bool(must=[DisMax(queries=others)] if others else [], filter=[of_states])
    first = STATES_FIRST if least_words(query.text) == OF_FEW else STATES_LONG_TEXT
    boosted = [ConstantScore(filter=of_states, boost=first)] if query.states_first else []
    return Bool(must=[DisMax(queries=[words, of_these])], should=boosted)


def least_words(text: str) -> str:
    """How many of its words a page must hold, in the notation of minimum_should_match.

    Counted as typed: an analyzer that drops "the" and "of" must not make a long text a short one.
    """
    if text.rstrip().endswith(QUESTION_MARKS):
        return OF_A_QUESTION
    return OF_FEW if len(words_of(with_codes_as_one(text))) <= FEW else OF_MANY


def is_loosened(query: SearchQuery) -> bool:
    """Whether pages are found that do not hold all the words."""
    return bool(query.text) and least_words(query.text) != OF_FEW


def shortened(text: str) -> str:
    """The first words of a text: thousands of clauses would stop the server, not help anybody."""
    return " ".join(text.split()[:MOST_WORDS])[:MOST_CHARACTERS]


def _in_language(text: str, language: str, needed: str | int) -> Query:
    words = CombinedFields(query=text, fields=_fields(language), minimum_should_match=needed)
    if not 1 < len(text.split()) <= MOST_WORDS_OF_PHRASE:
        return words
    phrases = [
        MatchPhrase(**{f"{part}.{language}": {"query": text, "boost": boost * PHRASE_BOOST}})
        for part, boost in part_boosts().items()
    ]
    return Bool(must=[words], should=phrases)


def _fields(language: str) -> list[str]:
    return [f"{part}.{language}^{boost}" for part, boost in part_boosts().items()]


def highlighting(query: SearchQuery) -> Body:
    """The whole title and the best passage, with marks that cannot stand in a text."""
    fields = {
        f"{part}.{language}": options | {"highlight_query": _words(f"{part}.{language}", query)}
        for part, options in HIGHLIGHTED.items()
        for language in LANGUAGES
    }
    return {"type": "unified", "pre_tags": [MARK_START], "post_tags": [MARK_END], "fields": fields}


def _words(field: str, query: SearchQuery) -> Body:
    # The words alone: to take them out of the whole question, for each field of each hit, made up
    # half the time of the request.
    parsed = parse(query.text)
    asked = [{"match_phrase": {field: text}} for text in parsed.phrases]
    asked += [{"match": {field: text}} for text in (_unquoted(query.text), *query.variants) if text]
    # A text of quotation marks alone asks for nothing.
    return {"dis_max": {"queries": asked or [{"match_none": {}}]}}


def _unquoted(text: str) -> str:
    """The words outside quotation marks: those inside are marked as a phrase only."""
    return shortened(outside_phrases(text))
