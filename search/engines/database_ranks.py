"""Ids of the contributions that hold all words of a text, best first, ranked in SQL.

Reads the index that Wagtail keeps in the database. Wagtail's own query is not used: on SQLite it
runs the match again for every row to rank it (seconds for a common word), and a quotation mark
in a word breaks it.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.search.models import IndexEntry

from common.stems import terms_of, words_of
from practices.models import PracticePage, StrategyPage
from search.phrases import Parsed, parse

TITLE_WEIGHT = 4
MOST_WORDS = 100

_SQLITE = """
    SELECT entry.object_id FROM {table}_fts
    JOIN {table} entry ON entry.id = {table}_fts.rowid
    WHERE {table}_fts MATCH %s AND entry.content_type_id IN ({types})
    ORDER BY bm25({table}_fts, 0, 1, {title_weight}), CAST(entry.object_id AS INTEGER) DESC
"""
_POSTGRESQL = """
    SELECT entry.object_id FROM {table} entry, to_tsquery('simple', %s) words
    WHERE (entry.title || entry.body) @@ words AND entry.content_type_id IN ({types})
    ORDER BY {title_weight} * ts_rank(entry.title, words) + ts_rank(entry.body, words) DESC,
             CAST(entry.object_id AS INTEGER) DESC
"""


@dataclass(frozen=True)
class Syntax:
    """How a database writes a condition of its full-text search."""

    sql: str
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
    "sqlite": Syntax(_SQLITE, '"', " OR ", " AND ", "{{title body}} : {}"),
    "postgresql": Syntax(_POSTGRESQL, "'", " | ", " & ", "{}"),
}


def ranked_ids(texts: tuple[str, ...], any_word: bool = False) -> list[int]:
    """Ids of all indexed contributions, public or not, that hold every word of one of the texts.

    Quoted phrases must stand as they are; those that hold a symbol or a code exactly come first.
    """
    syntax = SYNTAX[connection.vendor]
    parsed = [parse(text) for text in texts]
    alternatives = [_condition(syntax, one, any_word) for one in parsed]
    found = _ids(syntax, [condition for condition in alternatives if condition])
    codes = [syntax.phrase(words_of(code)) for one in parsed for code in one.codes]
    if codes and found:
        exact = set(_ids(syntax, codes))
        found.sort(key=lambda pk: pk not in exact)
    return found


def _condition(syntax: Syntax, parsed: Parsed, any_word: bool) -> str:
    terms = map(terms_of, words_of(parsed.text)[:MOST_WORDS])
    words = [syntax.either(list(map(syntax.word, alike))) for alike in terms]
    if not words:
        return ""
    joined = syntax.either(words) if any_word else syntax.every(words)
    phrases = [syntax.phrase(words) for phrase in parsed.phrases if (words := words_of(phrase))]
    return syntax.every([joined, *phrases])


def _ids(syntax: Syntax, conditions: list[str]) -> list[int]:
    if not conditions:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_filled(syntax.sql), [syntax.argument.format(syntax.either(conditions))])
        return [int(object_id) for (object_id,) in cursor.fetchall()]


def _filled(sql: str) -> str:
    types = ContentType.objects.get_for_models(PracticePage, StrategyPage).values()
    return sql.format(
        table=IndexEntry._meta.db_table,
        types=", ".join(str(content_type.pk) for content_type in types),
        title_weight=TITLE_WEIGHT,
    )
