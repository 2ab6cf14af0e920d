"""What a search by words asks of Elasticsearch: all of the words, or any of them, best first.

Words are looked for in all languages at once, each text with its own language's analysis.
"""

from collections.abc import Callable

from common.cjk import has_chinese
from common.stems import words_of
from search.documents import FILES, LANGUAGES, part_boosts
from search.phrases import Parsed, is_long, outside_phrases, parse
from search.query import SearchQuery
from search.wording import Kin, Meant, Term, content, neighbours, one_by_one
from taxonomy.languages import SCRIPTS

from .elastic_clauses import (
    Operator,
    Rest,
    bool_query,
    combined_fields,
    constant_score,
    dis_max,
    match_phrase,
    multi_match,
    terms_query,
)
from .elastic_client import Body
from .elastic_index import FILE_WORDS

# Fuller matches lead: all words before some, in each the States that are named before others. A
# relevance score stays far below. Of a long text the name of a State is one word among many.
ALL_WORDS, ALL_MEANT, STATES_FIRST, STATES_LONG_TEXT, A_WORD = 10_000, 5000, 1000, 5, 100
A_MEANT = 50  # of a few words each whose concept a contribution names without holding the word
MEANT = 0.5  # below what any word scores
CODE_BOOST = 100  # the exact string before all that holds its pieces
EVERY_WORD = 0.1  # what the other clauses find as well keeps their score
# Words that stand near one another, as they do in the search. Measured: tools/bench/GRID.md.
NEAR, NEAR_BOOST, NEAR_PARTS = 5, 0.2, ("title", "lead", "body")
KIN_NEAR = 2  # words that may stand between those of a synonym
IN_A_FILE = 0.1  # of what a word in the text itself scores
LATIN = ("en", "fr", "es")
LONGEST_WORD = 50  # characters; far longer ones are cut into several
AS_WRITTEN = ("spelling", FILE_WORDS)
Parts = tuple[tuple[str, float], ...]  # of a text, and how much a word in each weighs
FILES_ALONE: Parts = ((FILES, 1),)


def with_any_word(query: SearchQuery) -> Body:
    """Contributions that hold any of the words; those that hold all of them lead."""
    parsed = parse(query.text)
    words = [*_some_words(query, parsed), *_every_word(parsed), *_some_meant(query)]
    words += _in_files(query, parsed)
    should: list[Body] = [] if is_one_word(query) else [_fullest(query, parsed)]
    if query.states:
        words.append(_of_states(query, _ranked))
    if query.states_first:
        boost = STATES_FIRST if not is_long(query.text) else STATES_LONG_TEXT
        should.append(constant_score(_of_named(query), boost=boost))
    should += [*_each(query, parsed), *_near(parsed), *_codes(parsed)]
    # In a long text quotation marks mostly name a thing; what holds the phrase leads all the same.
    required = [] if is_long(outside_phrases(query.text)) else _phrases(parsed)
    return bool_query(must=[dis_max(words)], should=should, filter=required)


def is_one_word(query: SearchQuery) -> bool:
    """Whether what holds any of the words holds them all, whatever an analyzer makes of them.

    Half of all searches are of this kind, and take half as many clauses.
    """
    parsed = parse(query.text)
    is_more = query.meant or query.states or parsed.phrases or parsed.codes
    is_plain = parsed.text.isalpha() and not has_chinese(parsed.text)
    return is_plain and not is_more and len(parsed.text) <= LONGEST_WORD


def with_all_words(query: SearchQuery) -> Body:
    """Contributions that hold each word, its kin or its concept, and each quoted phrase.

    Without a score.
    """
    parsed = parse(query.text)
    return _all_meant(query, parsed) if query.meant else _all_words(query, parsed)


def _fullest(query: SearchQuery, parsed: Parsed) -> Body:
    """What holds all the words leads; what holds concepts in the place of some follows."""
    words = constant_score(_all_words(query, parsed), boost=ALL_WORDS)
    if not query.meant:
        return words
    # The only part is held by its words, which lead, or by its concepts.
    is_one = len(query.meant) == 1 and not query.states
    held = [_naming(query.meant[0])] if is_one else _meant(query)
    meant = bool_query(filter=[dis_max(held), *_phrases(parsed)])
    return dis_max([words, constant_score(meant, boost=ALL_MEANT)])


def _terms(query: SearchQuery, parsed: Parsed) -> tuple[Term, ...]:
    return query.terms or (Term(content(parsed.text)),)


def _some_words(query: SearchQuery, parsed: Parsed) -> list[Body]:
    """Any of the words, in each language; but half the name of a State is another's."""
    if not query.states_first:
        return [_ranked(_terms(query, parsed), language) for language in LANGUAGES]
    own = _own_parts()
    whole = [_complete(_terms(query, parsed), language, parts=own) for language in LANGUAGES]
    rest = _rest(query)
    return [*whole, *(_ranked(rest, language) for language in LANGUAGES if rest)]


def _in_files(query: SearchQuery, parsed: Parsed) -> list[Body]:
    """The same in files alone, for little: long texts among short ones would hide these."""
    terms = _rest(query) if query.states_first else _terms(query, parsed)
    return [
        bool_query(must=[_ranked(terms, language, FILES_ALONE)], boost=IN_A_FILE)
        for language in LANGUAGES
        if terms
    ]


def _rest(query: SearchQuery) -> tuple[Term, ...]:
    """The terms beside the names of States."""
    if not words_of(query.beside_states):
        return ()
    return query.beside_terms or (Term(content(query.beside_states)),)


def _all_words(query: SearchQuery, parsed: Parsed) -> Body:
    words = [*_complete_in_each(query, parsed), *_every_word(parsed)]
    return bool_query(filter=[dis_max(words), *_phrases(parsed)])


def _complete_in_each(query: SearchQuery, parsed: Parsed) -> list[Body]:
    terms = _terms(query, parsed)
    words = [_complete(terms, language) for language in LANGUAGES]
    return [*words, _of_states(query, _complete)] if query.states else words


def only_meant(query: SearchQuery) -> Body:
    """Of what with_all_words() finds, whatever holds a concept in the place of some word."""
    return bool_query(must_not=[dis_max(_complete_in_each(query, parse(query.text)))])


def _all_meant(query: SearchQuery, parsed: Parsed) -> Body:
    held = [*_meant(query), *_every_word(parsed)]
    return bool_query(filter=[dis_max(held), *_phrases(parsed)])


def _meant(query: SearchQuery) -> list[Body]:
    """What holds concepts in the place of some words, or of none."""
    held = _in_each_language(query.meant)
    if query.states:
        rest = _in_each_language(query.beside_meant or _as_meant(_rest(query)))
        must = [dis_max(rest)] if rest else []
        held.append(bool_query(must=must, filter=[_of_named(query)]))
    return held


def _as_meant(terms: tuple[Term, ...]) -> tuple[Meant, ...]:
    return (Meant(terms),) if terms else ()


def _in_each_language(meant: tuple[Meant, ...]) -> list[Body]:
    if len(meant) == 1 and meant[0].concepts:
        words = [_complete(meant[0].terms, language) for language in LANGUAGES]
        return [*words, _naming(meant[0])]
    return [
        bool_query(filter=[_held(part, language, len(meant) > 1) for part in meant])
        for language in LANGUAGES
        if meant
    ]


def _held(part: Meant, language: str, is_one_of_many: bool) -> Body:
    """Contributions that hold the part in one language, or name its concepts in whatever one."""
    words = _complete(part.terms, language, is_one_of_many and not part.concepts)
    return dis_max([words, _naming(part)]) if part.concepts else words


def _naming(part: Meant) -> Body:
    return terms_query("concepts", part.concepts)


def _some_meant(query: SearchQuery) -> list[Body]:
    """Any of the concepts; but half the name of a State is another's."""
    meant = query.beside_meant if query.states_first else query.meant
    named = [_naming(part) for part in meant if part.concepts]
    return [bool_query(should=[constant_score(one, boost=MEANT) for one in named])] if named else []


def _each(query: SearchQuery, parsed: Parsed) -> list[Body]:
    """Of a few words, each one that a contribution holds moves it up; each concept half as far."""
    meant = query.meant or _as_meant(_terms(query, parsed))
    singly = [(term, part) for part in meant for term in one_by_one(part.terms)]
    if is_long(parsed.text) or len(singly) <= 2:
        return []
    return [_moved_up(term, part) for term, part in singly]


def _moved_up(term: Term, part: Meant) -> Body:
    words = dis_max([_complete((term,), language) for language in LANGUAGES])
    held = constant_score(words, boost=A_WORD)
    if not part.concepts:
        return held
    return dis_max([held, constant_score(_naming(part), boost=A_MEANT)])


def _of_states(query: SearchQuery, in_language: Callable[..., Body]) -> Body:
    """Contributions of the States that are named, which hold the rest of the words, if any."""
    rest = _rest(query)
    found = [in_language(rest, language) for language in LANGUAGES if rest]
    must = [dis_max(found)] if found else []
    return bool_query(must=must, filter=[_of_named(query)])


def _of_named(query: SearchQuery) -> Body:
    return terms_query("facets.state", query.states)


def _ranked(terms: tuple[Term, ...], language: str, parts: Parts = ()) -> Body:
    """Any of the terms, in the texts of one language; kin for less than the word itself."""
    plain = " ".join(term.text for term in terms if not term.kin)
    clauses = [_words(plain, language, parts)] if plain else []
    for term in terms:
        if term.kin:
            either = [_words(term.text, language, parts), *_kin(term, language, parts)]
            clauses.append(dis_max(either))
    return clauses[0] if len(clauses) == 1 else bool_query(should=clauses)


def _complete(
    terms: tuple[Term, ...], language: str, may_be_stop_words: bool = False, parts: Parts = ()
) -> Body:
    """All of the terms, in the texts of one language; in files as well if no parts are given."""
    plain = " ".join(term.text for term in terms if not term.kin)
    with_kin = [term for term in terms if term.kin]
    # Where all plain words are stop words of the language, the others are enough.
    rest: Rest = "all" if with_kin or may_be_stop_words else "none"
    parts = parts or (*_own_parts(), *FILES_ALONE)
    clauses = []
    if plain:
        clauses.append(_words(plain, language, parts, "and", rest=rest))
    for term in with_kin:
        words = _words(term.text, language, parts, "and")
        clauses.append(dis_max([words, *_kin(term, language, parts)]))
    return clauses[0] if len(clauses) == 1 else bool_query(filter=clauses)


def _words(
    text: str,
    language: str,
    parts: Parts = (),
    operator: Operator = "or",
    boost: float = 1,
    rest: Rest = "none",
) -> Body:
    return combined_fields(text, _weighted(language, parts), operator, boost, rest)


def _weighted(language: str, parts: Parts = ()) -> list[str]:
    """The fields of these parts, or of all but the files."""
    return [f"{part}.{language}^{weight}" for part, weight in parts or _own_parts()]


def _own_parts() -> Parts:
    return tuple(part_boosts().items())


def _kin(term: Term, language: str, parts: Parts) -> list[Body]:
    return [_one_kin(kin, language, parts) for kin in term.kin if kin.language == language]


def _one_kin(kin: Kin, language: str, parts: Parts) -> Body:
    if len(words_of(kin.text)) == 1:
        return _words(kin.text, language, parts, "and", boost=kin.weight)
    fields = [f"{part}.{language}" for part, _weight in parts or _own_parts()]
    return multi_match(kin.text, fields, type="phrase", slop=KIN_NEAR, boost=kin.weight)


def _every_word(parsed: Parsed) -> list[Body]:
    """Stop words are words where there are few: all of "The Who" is looked for."""
    if is_long(parsed.text):
        return []
    return [
        multi_match(
            parsed.text,
            _weighted(language),
            type="cross_fields",
            operator="and",
            analyzer=language,
            boost=EVERY_WORD,
        )
        for language in LANGUAGES
    ]


def _near(parsed: Parsed) -> list[Body]:
    """Neighbours in the search that are near one another in a text."""
    return [
        match_phrase(f"{part}.{language}", pair, slop=NEAR, boost=NEAR_BOOST)
        for pair in neighbours(content(parsed.text))
        for language in _languages(pair)
        for part in NEAR_PARTS
    ]


def _languages(text: str) -> tuple[str, ...]:
    """The languages in whose script the text is written."""
    own = tuple(language for language, letters in SCRIPTS.items() if letters.search(text))
    return own or LATIN


def _phrases(parsed: Parsed) -> list[Body]:
    """Quoted phrases stand in a text as they are."""
    return [
        dis_max([match_phrase(field, phrase) for field in AS_WRITTEN]) for phrase in parsed.phrases
    ]


def _codes(parsed: Parsed) -> list[Body]:
    """Symbols and codes, exactly as they are written."""
    return [match_phrase("spelling", code, boost=CODE_BOOST) for code in parsed.codes]
