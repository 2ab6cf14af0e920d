"""What a search by words asks of Elasticsearch: all of the words, or any of them, best first.

Words are looked for in all languages at once, each text with its own language's analysis.
"""

from collections.abc import Callable
from typing import Literal

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

from common.stems import words_of
from search.documents import LANGUAGES, part_boosts
from search.phrases import Parsed, is_long, outside_phrases, parse
from search.query import SearchQuery
from search.wording import Kin, Term, content, neighbours, one_by_one
from taxonomy.languages import SCRIPTS

# Fuller matches lead: all words before some, in each the States that are named before others. A
# relevance score stays far below. Of a long text the name of a State is one word among many.
ALL_WORDS, STATES_FIRST, STATES_LONG_TEXT, A_WORD = 10_000, 1000, 5, 100
CODE_BOOST = 100  # the exact string before all that holds its pieces
EVERY_WORD = 0.1  # what the other clauses find as well keeps their score
# Words that stand near one another, as they do in the search. Measured: tools/bench/GRID.md.
NEAR, NEAR_BOOST, NEAR_PARTS = 5, 0.2, ("title", "lead", "body")
KIN_NEAR = 2  # words that may stand between those of a synonym
LATIN = ("en", "fr", "es")


def with_any_word(query: SearchQuery) -> Query:
    """Contributions that hold any of the words; those that hold all of them lead."""
    parsed = parse(query.text)
    words = [*_some_words(query, parsed), *_every_word(parsed)]
    should: list[Query] = [ConstantScore(filter=_all_words(query, parsed), boost=ALL_WORDS)]
    if query.states:
        words.append(_of_states(query, _ranked))
    if query.states_first:
        boost = STATES_FIRST if not is_long(query.text) else STATES_LONG_TEXT
        should.append(ConstantScore(filter=_of_named(query), boost=boost))
    should += [*_each(query, parsed), *_near(parsed), *_codes(parsed)]
    # In a long text quotation marks mostly name a thing; what holds the phrase leads all the same.
    required = [] if is_long(outside_phrases(query.text)) else _phrases(parsed)
    return Bool(must=[DisMax(queries=words)], should=should, filter=required)


def with_all_words(query: SearchQuery) -> Query:
    """Contributions that hold each word, or its kin, and each quoted phrase; without a score."""
    return _all_words(query, parse(query.text))


def _terms(query: SearchQuery, parsed: Parsed) -> tuple[Term, ...]:
    return query.terms or (Term(content(parsed.text)),)


def _some_words(query: SearchQuery, parsed: Parsed) -> list[Query]:
    """Any of the words, in each language; but half the name of a State is another's."""
    if not query.states_first:
        return [_ranked(_terms(query, parsed), language) for language in LANGUAGES]
    whole = [_complete(_terms(query, parsed), language) for language in LANGUAGES]
    rest = _rest(query)
    return [*whole, *(_ranked(rest, language) for language in LANGUAGES if rest)]


def _rest(query: SearchQuery) -> tuple[Term, ...]:
    """The terms beside the names of States."""
    if not words_of(query.beside_states):
        return ()
    return query.beside_terms or (Term(content(query.beside_states)),)


def _all_words(query: SearchQuery, parsed: Parsed) -> Query:
    terms = _terms(query, parsed)
    words = [*(_complete(terms, language) for language in LANGUAGES), *_every_word(parsed)]
    if query.states:
        words.append(_of_states(query, _complete))
    return Bool(filter=[DisMax(queries=words), *_phrases(parsed)])


def _each(query: SearchQuery, parsed: Parsed) -> list[Query]:
    """Of a few words, each one that a contribution holds moves it up."""
    terms = [] if is_long(parsed.text) else one_by_one(_terms(query, parsed))
    return [
        ConstantScore(
            filter=DisMax(queries=[_complete((term,), language) for language in LANGUAGES]),
            boost=A_WORD,
        )
        for term in (terms if len(terms) > 2 else [])
    ]


def _of_states(query: SearchQuery, in_language: Callable[..., Query]) -> Query:
    """Contributions of the States that are named, which hold the rest of the words, if any."""
    rest = _rest(query)
    found = [in_language(rest, language) for language in LANGUAGES if rest]
    must = [DisMax(queries=found)] if found else []
    return Bool(must=must, filter=[_of_named(query)])


def _of_named(query: SearchQuery) -> Query:
    return Terms("facets.state", list(query.states))


def _ranked(terms: tuple[Term, ...], language: str) -> Query:
    """Any of the terms, in the texts of one language; kin for less than the word itself."""
    plain = " ".join(term.text for term in terms if not term.kin)
    clauses = [_words(plain, language)] if plain else []
    for term in terms:
        if term.kin:
            either = [_words(term.text, language), *_kin(term, language)]
            clauses.append(DisMax(queries=either))
    return clauses[0] if len(clauses) == 1 else Bool(should=clauses)


def _complete(terms: tuple[Term, ...], language: str) -> Query:
    """All of the terms, in the texts of one language."""
    plain = " ".join(term.text for term in terms if not term.kin)
    with_kin = [term for term in terms if term.kin]
    # Where all plain words are stop words of the language, the others are enough.
    none: Literal["none", "all"] = "all" if with_kin else "none"
    clauses = [_words(plain, language, "and", zero_terms_query=none)] if plain else []
    clauses += [
        DisMax(queries=[_words(term.text, language, "and"), *_kin(term, language)])
        for term in with_kin
    ]
    return clauses[0] if len(clauses) == 1 else Bool(filter=clauses)


def _words(
    text: str,
    language: str,
    operator: Literal["or", "and"] = "or",
    boost: float = 1,
    zero_terms_query: Literal["none", "all"] = "none",
) -> Query:
    return CombinedFields(
        query=text,
        fields=_weighted(language),
        operator=operator,
        boost=boost,
        zero_terms_query=zero_terms_query,
    )


def _weighted(language: str) -> list[str]:
    return [f"{part}.{language}^{weight}" for part, weight in part_boosts().items()]


def _kin(term: Term, language: str) -> list[Query]:
    return [_one_kin(kin, language) for kin in term.kin if kin.language == language]


def _one_kin(kin: Kin, language: str) -> Query:
    if len(words_of(kin.text)) == 1:
        return _words(kin.text, language, "and", boost=kin.weight)
    fields = [f"{part}.{language}" for part in part_boosts()]
    return MultiMatch(query=kin.text, fields=fields, type="phrase", slop=KIN_NEAR, boost=kin.weight)


def _every_word(parsed: Parsed) -> list[Query]:
    """Stop words are words where there are few: all of "The Who" is looked for."""
    if is_long(parsed.text):
        return []
    return [
        MultiMatch(
            query=parsed.text,
            fields=_weighted(language),
            type="cross_fields",
            operator="and",
            analyzer=language,
            boost=EVERY_WORD,
        )
        for language in LANGUAGES
    ]


def _near(parsed: Parsed) -> list[Query]:
    """Neighbours in the search that are near one another in a text."""
    return [
        MatchPhrase(**{f"{part}.{language}": {"query": pair, "slop": NEAR, "boost": NEAR_BOOST}})
        for pair in neighbours(content(parsed.text))
        for language in _languages(pair)
        for part in NEAR_PARTS
    ]


def _languages(text: str) -> tuple[str, ...]:
    """The languages in whose script the text is written."""
    own = tuple(language for language, letters in SCRIPTS.items() if letters.search(text))
    return own or LATIN


def _phrases(parsed: Parsed) -> list[Query]:
    """Quoted phrases stand in a text as they are."""
    return [MatchPhrase(spelling={"query": phrase}) for phrase in parsed.phrases]


def _codes(parsed: Parsed) -> list[Query]:
    """Symbols and codes, exactly as they are written."""
    return [MatchPhrase(spelling={"query": code, "boost": CODE_BOOST}) for code in parsed.codes]
