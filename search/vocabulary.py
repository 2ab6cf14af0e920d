"""Words that the database's own full-text index does not hold, and those most like them."""

import re
import time
from threading import Lock

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wagtail.search.models import IndexEntry

from common.cjk import has_chinese
from common.folding import folded
from common.stems import SNOWBALL, stem_term

SECONDS_KEPT = 600
SHORTEST, LONG = 4, 6  # letters: of a word that is mended, of one that may differ in two
CANDIDATES = 20
_WORD = re.compile(r"[^\W\d_]{4,}")
_SQLITE = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, {}_fts, row)"
_POSTGRESQL = "SELECT word, ndoc FROM ts_stat('SELECT title || body FROM {}')"

_lock = Lock()
_kept: dict[str, tuple[float, dict[str, int]]] = {}


def unknown(text: str) -> dict[str, dict[str, int]]:
    """{word of the text that no page holds: {word like it: number of pages}}"""
    known = _words()
    words = {folded(match[0]) for match in _WORD.finditer(text)}
    alike = {word: _alike(word, known) for word in words if not _is_known(word, known)}
    return {word: found for word, found in alike.items() if found}


def forget() -> None:
    _kept.clear()


def _alike(word: str, known: dict[str, int]) -> dict[str, int]:
    most = 1 if len(word) < LONG else 2
    found = process.extract(
        word, known.keys(), scorer=OSA.distance, score_cutoff=most, limit=CANDIDATES
    )
    return {other: known[other] for other, _distance, _index in found if other.isalpha()}


def _is_known(word: str, known: dict[str, int]) -> bool:
    return (
        has_chinese(word)
        or word in known
        or any(stem_term(word, language) in known for language in SNOWBALL)
    )


def _words() -> dict[str, int]:
    """{word: number of pages}; read again after some minutes, or when a page changes here."""
    with _lock:
        read_at, words = _kept.get(connection.alias, (0, {}))
        if not words or time.monotonic() - read_at > SECONDS_KEPT:
            words = _read()
            _kept[connection.alias] = time.monotonic(), words
    return words


def _read() -> dict[str, int]:
    table = IndexEntry._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE.format(table))
            cursor.execute("SELECT term, doc FROM temp.search_words")
        else:
            cursor.execute(_POSTGRESQL.format(table))
        return dict(cursor.fetchall())
