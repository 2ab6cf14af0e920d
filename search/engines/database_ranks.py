"""Ids of the contributions that hold all words of a text, and some of them, ranked in SQL.

Reads the index that Wagtail keeps in the database. Wagtail's own query is not used: on SQLite it
runs the match again for every row to rank it (seconds for a common word), and a quotation mark
in a word breaks it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.search.models import IndexEntry

from common.stems import SNOWBALL, stem_term, terms_of, words_of
from practices.models import PracticePage, StrategyPage
from search.phrases import is_long, outside_phrases, parse
from search.wording import Kin, Term, content, one_by_one

TITLE_WEIGHT = 4

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


def ranked_ids(text: str, terms: tuple[Term, ...] = ()) -> tuple[list[int], list[int]]:
    """Ids of all indexed contributions, public or not: with every word, and with some; best first.

    Quoted phrases must stand as they are; those that hold a symbol or a code exactly come first.
    """
    syntax, parsed = SYNTAX[connection.vendor], parse(text)
    terms = terms or (Term(content(parsed.text)),)
    words = [word for term in terms for word in _of_term(syntax, term)]
    phrases = _phrases(syntax, parsed.phrases)
    if not words:
        return [], []
    every = set(_ids(syntax, syntax.every([*words, *phrases]), ranked=False))
    # In a long text quotation marks mostly name a thing.
    required = [] if is_long(outside_phrases(text)) else phrases
    found = _ids(syntax, syntax.every([syntax.either(words), *required]))
    if not is_long(parsed.text):  # of a few words, each one that a text holds moves it up
        number: Counter[int] = Counter()
        for term in one_by_one(terms):
            number.update(_ids(syntax, syntax.every(_of_term(syntax, term)), ranked=False))
        found.sort(key=lambda pk: -number[pk])
    if parsed.codes:
        exact = set(_ids(syntax, syntax.either(_phrases(syntax, parsed.codes)), ranked=False))
        found.sort(key=lambda pk: pk not in exact)
    return [pk for pk in found if pk in every], [pk for pk in found if pk not in every]


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


def _ids(syntax: Syntax, condition: str, ranked: bool = True) -> list[int]:
    sql = _filled(syntax.sql + (syntax.ranked if ranked else ""))
    with connection.cursor() as cursor:
        cursor.execute(sql, [syntax.argument.format(condition)])
        return [int(object_id) for (object_id,) in cursor.fetchall()]


def _filled(sql: str) -> str:
    types = ContentType.objects.get_for_models(PracticePage, StrategyPage).values()
    return sql.format(
        table=IndexEntry._meta.db_table,
        types=", ".join(str(content_type.pk) for content_type in types),
        title_weight=TITLE_WEIGHT,
    )
