"""Ids of the contributions that hold all words of a text, best first, ranked in SQL.

Reads the index that Wagtail keeps in the database. Wagtail's own query is not used: on SQLite it
runs the match again for every row to rank it (seconds for a common word), and a quotation mark
in a word breaks it.
"""

import re

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.search.models import IndexEntry

from practices.cjk import split_chinese
from practices.models import PracticePage, StrategyPage

TITLE_WEIGHT = 4
_WORD = re.compile(r"[^\W_]+")

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


def words_of(text):
    """The words both databases see in a text: runs of letters and digits, Chinese in pairs."""
    return _WORD.findall(split_chinese(text))


def ranked_ids(texts, any_word=False):
    """Ids of all indexed contributions, public or not, that hold every word of one of the texts."""
    alternatives = [words for words in map(words_of, texts) if words]
    if not alternatives:
        return []
    if any_word:
        alternatives = [[word] for words in alternatives for word in words]
    sql, argument = _statement(alternatives)
    with connection.cursor() as cursor:
        cursor.execute(sql, [argument])
        return [int(object_id) for (object_id,) in cursor.fetchall()]


def _statement(alternatives):
    if connection.vendor == "sqlite":
        groups = (" AND ".join(f'"{word}"' for word in words) for words in alternatives)
        either = " OR ".join(f"({group})" for group in groups)
        return _filled(_SQLITE), f"{{title body}} : ({either})"
    groups = (" & ".join(f"'{word}'" for word in words) for words in alternatives)
    return _filled(_POSTGRESQL), " | ".join(f"({group})" for group in groups)


def _filled(sql):
    types = ContentType.objects.get_for_models(PracticePage, StrategyPage).values()
    return sql.format(
        table=IndexEntry._meta.db_table,
        types=", ".join(str(content_type.pk) for content_type in types),
        title_weight=TITLE_WEIGHT,
    )
