"""Requests beside the results page: beginnings of titles, related contributions, spelling."""

from collections.abc import Iterator, Mapping
from itertools import chain

from practices.models import ContributionPage
from search.documents import LANGUAGES, part_boosts
from search.kinds import akin, kind_of, sides_of
from search.query import TYPE

from .elastic_client import ALIAS, Asked, Body

SPELLINGS = ("spelling", "spelling.bare")
MOST_WORDS_MENDED = 32


def completion(text: str, limit: int, types: tuple[str, ...]) -> Asked:
    match = {"complete": {"query": text, "operator": "and"}}
    return _among(types, {"must": {"match": match}}, limit)


def related(page: ContributionPage, keys: Mapping[str, list[str]], limit: int) -> Asked:
    """Alike in words; shared chapters, challenges and recommendations count for more."""
    query = {
        "should": [_alike(page), *_shared(keys)],
        "must_not": [{"term": {"page_id": page.pk}}],
        "minimum_should_match": 1,
    }
    return _among(akin(page), query, limit)


def _among(types: tuple[str, ...], query: Body, limit: int) -> Asked:
    chosen = {"filter": {"terms": {f"facets.{TYPE}": list(types)}}}
    body = {"query": {"bool": query | chosen}, "size": limit, "_source": False}
    return Asked(body, sides_of(types))


def _alike(page: ContributionPage) -> Body:
    parts = part_boosts().keys() - {"place"}  # one State does not make two practices alike
    alike = {
        "fields": [f"{part}.{language}" for part in sorted(parts) for language in LANGUAGES],
        "like": [{"_index": ALIAS, "_id": str(page.pk), "routing": kind_of(page).side}],
        "min_term_freq": 1,
        "min_doc_freq": 2,
        "max_query_terms": 20,
        "minimum_should_match": "20%",
    }
    return {"more_like_this": alike}


def _shared(keys: Mapping[str, list[str]]) -> Iterator[Body]:
    for name in ("chapter", "challenge", "recommendation"):
        for key in keys.get(name, []):
            yield {"constant_score": {"filter": {"term": {f"facets.{name}": key}}, "boost": 3}}


def spelling(text: str) -> Body:
    """Asks twice for words that no text holds: as they stand, and without the Arabic article."""
    term = {
        "suggest_mode": "missing",
        "min_word_length": 4,  # three letters are an acronym or a code
        "prefix_length": 0,  # the first letter may be the wrong one
        "max_edits": 2,
        "size": 8,
    }
    asked = {field: {"term": term | {"field": field}} for field in SPELLINGS}
    return {"text": " ".join(text.split()[:MOST_WORDS_MENDED])} | asked


def unknown(answer: Body) -> dict[str, dict[str, int]]:
    """{word that no text holds: {word like it: number of texts}}"""
    found: dict[str, dict[str, int]] = {}
    for entry in chain(*(answer.get("suggest", {}).get(field, []) for field in SPELLINGS)):
        if entry["options"]:
            options = {option["text"]: option["freq"] for option in entry["options"]}
            found.setdefault(entry["text"], {}).update(options)
    return found
