"""Ids of the contributions that hold all words of a text, and some of them, ranked in SQL.

Reads the index that Wagtail keeps in the database. Wagtail's own query is not used: on SQLite it
runs the match again for every row to rank it (seconds for a common word), and a quotation mark
in a word breaks it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from wagtail.search.models import IndexEntry

from common.stems import SNOWBALL, stem_term, terms_of, words_of
from search.kinds import ALL_SIDES, Side, content_types
from search.phrases import Parsed, is_long, outside_phrases, parse
from search.wording import Kin, Meant, Term, content, one_by_one
from taxonomy.concepts import word_of

TITLE_WEIGHT = 4
_WORD = re.compile(r"\w+")

_SQLITE = """
    SELECT entry.object_id FROM {table}_fts
    JOIN {table} entry ON entry.id = {table}_fts.rowid
    WHERE {table}_fts MATCH %s AND entry.content_type_id IN ({types})
"""
_BM25 = """
    ORDER BY bm25({table}_fts, 0, 1, {title_weight}), CAST(entry.object_id AS INTEGER) DESC
"""
_POSTGRESQL = """
    SELECT entry.object_id FROM {table} entry, to_tsquery('simple', %s) words
    WHERE (entry.title || entry.body) @@ words AND entry.content_type_id IN ({types})
"""
_TS_RANK = """
    ORDER BY {title_weight} * ts_rank(entry.title, words) + ts_rank(entry.body, words) DESC,
             CAST(entry.object_id AS INTEGER) DESC
"""


@dataclass(frozen=True)
class Syntax:
    """How a database writes a condition of its full-text search."""

    sql: str
    ranked: str
    quote: str
    any: str
    all: str
    argument: str

    def either(self, parts: list[str]) -> str:
        return f"({self.any.join(parts)})"

    def every(self, parts: list[str]) -> str:
        return f"({self.all.join(parts)})"

    def word(self, word: str) -> str:
        return f"{self.quote}{word}{self.quote}"

    def phrase(self, words: list[str]) -> str:
        if self.quote == '"':
            return self.word(" ".join(words))
        return f"({' <-> '.join(map(self.word, words))})"


SYNTAX = {
    "sqlite": Syntax(_SQLITE, _BM25, '"', " OR ", " AND ", "{{title body}} : {}"),
    "postgresql": Syntax(_POSTGRESQL, _TS_RANK, "'", " | ", " & ", "{}"),
}


@dataclass(frozen=True)
class Index:
    """What Wagtail has indexed of the pages with these content types."""

    syntax: Syntax
    types: tuple[int, ...]

    @classmethod
    def of(cls, sides: Iterable[Side]) -> "Index":
        return cls(SYNTAX[connection.vendor], tuple(content_types(sides)))

    def ids(self, condition: str, ranked: bool = True) -> list[int]:
        sql = (self.syntax.sql + (self.syntax.ranked if ranked else "")).format(
            table=IndexEntry._meta.db_table,
            types=", ".join(map(str, self.types)),
            title_weight=TITLE_WEIGHT,
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [self.syntax.argument.format(condition)])
            return [int(object_id) for (object_id,) in cursor.fetchall()]


def ranked_ids(
    text: str, terms: tuple[Term, ...] = (), sides: Iterable[Side] = ALL_SIDES
) -> tuple[list[int], list[int]]:
    """Ids of all indexed contributions, public or not: with every word, and with some; best first.

    Quoted phrases must stand as they are; those that hold a symbol or a code exactly come first.
    """
    index, parsed = Index.of(sides), parse(text)
    syntax = index.syntax
    terms = terms or (Term(content(parsed.text)),)
    words = [word for term in terms for word in _of_term(syntax, term)]
    phrases = _phrases(syntax, parsed.phrases)
    if not words:
        return [], []
    # In a long text quotation marks mostly name a thing.
    required = [] if is_long(outside_phrases(text)) else phrases
    found = index.ids(syntax.every([syntax.either(words), *required]))
    if not found:
        return [], []
    every = set(found)
    if len(words) > 1 or phrases != required:
        every = set(index.ids(syntax.every([*words, *phrases]), ranked=False))
    _move_up(index, found, parsed, terms)
    return [pk for pk in found if pk in every], [pk for pk in found if pk not in every]


def ids_meant(
    text: str,
    meant: tuple[Meant, ...],
    held: tuple[list[int], list[int]],
    sides: Iterable[Side] = ALL_SIDES,
) -> tuple[list[int], list[int]]:
    """The same two lists, with what names concepts in the place of words behind each."""
    index, parsed = Index.of(sides), parse(text)
    syntax = index.syntax
    phrases = _phrases(syntax, parsed.phrases)
    required = [] if is_long(outside_phrases(text)) else phrases
    named = [_named(syntax, part) for part in meant if part.concepts]
    found = index.ids(syntax.every([syntax.either(named), *required]))
    every = set(index.ids(syntax.every([*_parts(syntax, meant), *phrases]), ranked=False))
    full, loose = held
    known = set(full)
    behind = [pk for pk in dict.fromkeys([*loose, *found]) if pk not in known]
    return (
        [*full, *(pk for pk in behind if pk in every)],
        [pk for pk in behind if pk not in every],
    )


def _parts(syntax: Syntax, meant: tuple[Meant, ...]) -> list[str]:
    """A condition for each part: its words, or its concepts."""
    parts = []
    for part in meant:
        words = [word for term in part.terms for word in _of_term(syntax, term)]
        if part.concepts:
            held = [syntax.every(words)] if words else []
            words = [syntax.either([*held, _named(syntax, part)])]
        parts += words
    return parts


def _named(syntax: Syntax, part: Meant) -> str:
    return syntax.either([syntax.word(word_of(key)) for key in part.concepts])


def ids_to_count(
    text: str,
    terms: tuple[Term, ...],
    meant: tuple[Meant, ...],
    sides: Iterable[Side],
    any_word: bool,
) -> set[int]:
    """Ids of those that hold the words or name their concepts: all of them, or any."""
    index, parsed = Index.of(sides), parse(text)
    syntax = index.syntax
    terms = terms or (Term(content(parsed.text)),)
    words = [word for term in terms for word in _of_term(syntax, term)]
    if not words:
        return set()
    join = syntax.either if any_word else syntax.every
    held = [join(words), *([join(_parts(syntax, meant))] if meant else [])]
    phrases = [] if any_word and is_long(outside_phrases(text)) else parsed.phrases
    conditions = [syntax.either(held), *_phrases(syntax, phrases)]
    return set(index.ids(syntax.every(conditions), ranked=False))


def ids_holding(words: Iterable[str]) -> list[int]:
    """Ids of all indexed contributions whose index holds each of these words as it stands."""
    index = Index.of(ALL_SIDES)
    conditions = [index.syntax.word(word) for word in words if _WORD.fullmatch(word)]
    return index.ids(index.syntax.every(conditions), ranked=False) if conditions else []


def _move_up(index: Index, found: list[int], parsed: Parsed, terms: tuple[Term, ...]) -> None:
    """Of a few words, each one that a text holds moves it up; codes as they stand lead."""
    singly = [] if is_long(parsed.text) else one_by_one(terms)
    if len(singly) > 1:
        number: Counter[int] = Counter()
        for term in singly:
            words = index.syntax.every(_of_term(index.syntax, term))
            number.update(index.ids(words, ranked=False))
        found.sort(key=lambda pk: -number[pk])
    if parsed.codes:
        codes = index.syntax.either(_phrases(index.syntax, parsed.codes))
        exact = set(index.ids(codes, ranked=False))
        found.sort(key=lambda pk: pk not in exact)


def _of_term(syntax: Syntax, term: Term) -> list[str]:
    """A condition for each word; one for a term with all its kin."""
    words = [syntax.either(list(map(syntax.word, terms_of(word)))) for word in words_of(term.text)]
    if not term.kin:
        return words  # a word that stands twice weighs twice
    return [syntax.either([syntax.every(words), *(syntax.phrase(_stems(kin)) for kin in term.kin)])]


def _stems(kin: Kin) -> list[str]:
    """The words in any form, as the index holds them: a stem beside each word of letters alone."""
    words = words_of(kin.text)
    if kin.language not in SNOWBALL or not all(word.isalpha() for word in words):
        return words
    return [stem_term(word, kin.language) for word in words]


def _phrases(syntax: Syntax, phrases: Iterable[str]) -> list[str]:
    return [syntax.phrase(words) for phrase in phrases if (words := words_of(phrase))]
