"""Settings and mapping of the index, derived from the pages' search fields and the facets."""

import hashlib
import json
from collections.abc import Iterable

from common.spellings import RULES
from search.documents import FILES, LANGUAGES, part_boosts
from search.facets import FACETS
from search.kinds import ALL_SIDES

from .elastic_characters import character_filters
from .elastic_client import Body

FOLDING = ["lowercase", "decimal_digit", "asciifolding"]
# Accents go before the stemmer, so that a word finds its like whether or not it was typed with
# them. Each chain is the official language analyzer's, plus the folding.
# Stop words stay in the index, for whoever looks for one alone; a search by several words leaves
# them out, in the analyzers whose names end in `_search`.
FILTERS = {
    "en": [
        "english_possessive",
        *FOLDING,
        "english_stop",
        *(f"english_spelling_{number}" for number in range(len(RULES))),
        "english_irregular",
        "english_stem",
    ],
    "fr": [
        "french_elision",
        "lowercase",
        "decimal_digit",
        "french_stop",
        "asciifolding",
        "french_irregular",
        "french_stem",
    ],
    "es": [
        "lowercase",
        "decimal_digit",
        "spanish_stop",
        "asciifolding",
        "spanish_irregular",
        "spanish_plural",
        "spanish_stem",
    ],
    "ru": [
        "lowercase",
        "decimal_digit",
        "russian_stop",
        "russian_irregular",
        "russian_stem",
        "asciifolding",
    ],
    "ar": [
        "lowercase",
        "decimal_digit",
        "arabic_stop",
        "arabic_normalization",
        "arabic_stem",
        "asciifolding",
    ],
    "zh": ["cjk_width", "lowercase", "decimal_digit", "cjk_bigram", "asciifolding"],
}
FRENCH_ARTICLES = [
    *("l", "m", "t", "qu", "n", "s", "j", "d", "c"),
    *("jusqu", "quoiqu", "lorsqu", "puisqu"),
]


def _override(*forms: str) -> Body:
    """The first of the words in the place of each of the others."""
    pairs = [(words.split()[0], words.split()) for words in forms]
    rules = [f"{', '.join(words)} => {first}" for first, words in pairs]
    return {"type": "stemmer_override", "rules": rules}


FILTER_DEFINITIONS = {
    "english_possessive": {"type": "stemmer", "language": "possessive_english"},
    "english_stop": {"type": "stop", "stopwords": "_english_"},
    "english_stem": {"type": "stemmer", "language": "english"},
    "french_elision": {"type": "elision", "articles_case": True, "articles": FRENCH_ARTICLES},
    "french_stop": {"type": "stop", "stopwords": "_french_"},
    "french_stem": {"type": "stemmer", "language": "light_french"},
    "spanish_stop": {"type": "stop", "stopwords": "_spanish_"},
    "spanish_plural": {"type": "stemmer", "language": "spanish_plural"},  # short nouns as well
    "spanish_stem": {"type": "stemmer", "language": "light_spanish"},
    "russian_stop": {"type": "stop", "stopwords": "_russian_"},
    "russian_stem": {"type": "stemmer", "language": "russian"},
    "arabic_stop": {"type": "stop", "stopwords": "_arabic_"},
    "arabic_stem": {"type": "stemmer", "language": "arabic"},
    # Plurals that the stemmers leave apart from their singular.
    "english_irregular": _override(
        "child children", "woman women", "man men", "bus buses", "gas gases", "die dies"
    ),
    "french_irregular": _override("mal maux", "oeil yeux"),
    "spanish_irregular": _override("base bases", "crisis crisis"),
    "russian_irregular": _override(
        "мать матери матерей матерям",
        "человек люди людей людям",
        "ребенок ребёнок ребенка ребёнка дети детей детям",
    ),
    "beginnings": {"type": "edge_ngram", "min_gram": 2, "max_gram": 15},
} | {
    f"english_spelling_{number}": {
        "type": "pattern_replace",
        "pattern": pattern,
        "replacement": replacement,
    }
    for number, (pattern, replacement) in enumerate(RULES)
}
SPELLING = ["english_possessive", *FOLDING]
BARE = {"bare": {"type": "text", "analyzer": "bare"}}  # without the Arabic article
CHARACTER_FILTERS = character_filters() | {
    # The stemmer takes one prefix: the article, or else a first letter that looks like "and".
    "arabic_article_before_waw": {
        "type": "pattern_replace",
        "pattern": r"\b[وفبك]?ال(?=و\p{L}{3})",
    },
    "arabic_article": {"type": "pattern_replace", "pattern": r"\b([وفبك]?ال|لل)(?=\p{L}{3})"},
}
FILE_WORDS = "file_words"  # apart: what a scanner has misread is no spelling to be offered
TOMBSTONES_KEPT = "6h"  # longer than any write can be late


def settings_and_mappings() -> Body:
    """The body of the request that creates the index."""
    return {"settings": index_settings(), "mappings": mappings()}


def index_settings() -> Body:
    analyzers = {}
    for language, filters in FILTERS.items():
        kept = [name for name in filters if not name.endswith("_stop")]
        extra = ["arabic_article_before_waw"] if language == "ar" else []
        analyzers[language] = _analyzer(kept, extra)
        analyzers[f"{language}_search"] = _analyzer(filters, extra)
    analyzers |= {
        "words": _analyzer(FOLDING),
        # Words as people write them: what is put in the place of a misspelt one is shown.
        "spelling": _analyzer(SPELLING),
        "bare": _analyzer(SPELLING, ["arabic_article"]),
        "beginnings": _analyzer([*FOLDING, "beginnings"]),
    }
    return {
        # One for each side of the search, which is asked by itself and has its own frequencies.
        "number_of_shards": len(ALL_SIDES),
        "gc_deletes": TOMBSTONES_KEPT,
        "analysis": {
            "analyzer": analyzers,
            "filter": FILTER_DEFINITIONS,
            "char_filter": CHARACTER_FILTERS,
        },
    }


def _analyzer(filters: list[str], extra: Iterable[str] = ()) -> Body:
    return {
        "type": "custom",
        "tokenizer": "standard",
        "char_filter": [*character_filters(), *extra],
        "filter": filters,
    }


def mappings() -> Body:
    properties = {part: {"properties": _by_language()} for part in part_boosts()}
    return {
        "dynamic": "strict",
        "_routing": {"required": True},  # the side; without it a page could be in both shards
        "properties": properties
        | {
            "facets": {"properties": {facet.name: {"type": "keyword"} for facet in FACETS}},
            FILES: {"properties": _by_language(FILE_WORDS)},
            FILE_WORDS: {"type": "text", "analyzer": "spelling"},
            "concepts": {"type": "keyword"},
            "complete": {"type": "text", "analyzer": "beginnings", "search_analyzer": "words"},
            "spelling": {"type": "text", "analyzer": "spelling", "fields": BARE},
            "page_id": {"type": "long"},
            "published": {"type": "date"},
            "date": {"type": "date"},
            "state_order": {"properties": {code: {"type": "keyword"} for code in LANGUAGES}},
            "title_key": {"type": "keyword", "ignore_above": 300},
        },
    }


def _by_language(words_as_written: str = "spelling") -> Body:
    # Offsets in the index make highlighting cheap on long texts.
    field = {"type": "text", "index_options": "offsets", "copy_to": words_as_written}
    return {
        language: field | {"analyzer": language, "search_analyzer": f"{language}_search"}
        for language in LANGUAGES
    }


def fingerprint() -> str:
    """Changes whenever the settings or the mapping do; part of the index's name."""
    text = json.dumps(settings_and_mappings(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
