"""Settings and mapping of the index, derived from the pages' search fields and the facets."""

import hashlib
import json

from search.documents import LANGUAGES, part_boosts
from search.facets import FACETS

FOLDING = ["lowercase", "asciifolding"]
# Accents go before the stemmer, so that a word finds its like whether or not it was typed with
# them. Each chain is the official language analyzer's, plus the folding.
FILTERS = {
    "en": ["english_possessive", "lowercase", "asciifolding", "english_stop", "english_stem"],
    "fr": ["french_elision", "lowercase", "french_stop", "asciifolding", "french_stem"],
    "es": ["lowercase", "spanish_stop", "asciifolding", "spanish_stem"],
    "ru": ["lowercase", "russian_stop", "russian_stem", "asciifolding"],
    "ar": ["lowercase", "decimal_digit", "arabic_stop", "arabic_normalization", "arabic_stem",
           "asciifolding"],
    "zh": ["cjk_width", "lowercase", "cjk_bigram", "asciifolding"],
}  # fmt: skip
FRENCH_ARTICLES = [
    *("l", "m", "t", "qu", "n", "s", "j", "d", "c"),
    *("jusqu", "quoiqu", "lorsqu", "puisqu"),
]
FILTER_DEFINITIONS = {
    "english_possessive": {"type": "stemmer", "language": "possessive_english"},
    "english_stop": {"type": "stop", "stopwords": "_english_"},
    "english_stem": {"type": "stemmer", "language": "english"},
    "french_elision": {"type": "elision", "articles_case": True, "articles": FRENCH_ARTICLES},
    "french_stop": {"type": "stop", "stopwords": "_french_"},
    "french_stem": {"type": "stemmer", "language": "light_french"},
    "spanish_stop": {"type": "stop", "stopwords": "_spanish_"},
    "spanish_stem": {"type": "stemmer", "language": "light_spanish"},
    "russian_stop": {"type": "stop", "stopwords": "_russian_"},
    "russian_stem": {"type": "stemmer", "language": "russian"},
    "arabic_stop": {"type": "stop", "stopwords": "_arabic_"},
    "arabic_stem": {"type": "stemmer", "language": "arabic"},
    "beginnings": {"type": "edge_ngram", "min_gram": 2, "max_gram": 15},
}
SPELLING = ["english_possessive", *FOLDING]
BARE = {"bare": {"type": "text", "analyzer": "bare"}}  # without the Arabic article
CHARACTER_FILTERS = {
    "arabic_article": {"type": "pattern_replace", "pattern": r"\b([وفبك]?ال|لل)(?=\p{L}{3})"}
}
TOMBSTONES_KEPT = "6h"  # longer than any write can be late


def settings_and_mappings():
    """The body of the request that creates the index."""
    return {"settings": index_settings(), "mappings": mappings()}


def index_settings():
    analyzers = {language: _analyzer(filters) for language, filters in FILTERS.items()}
    analyzers |= {
        "words": _analyzer(FOLDING),
        # Words as people write them: what is put in the place of a misspelt one is shown.
        "spelling": _analyzer(SPELLING),
        "bare": _analyzer(SPELLING, char_filter=["arabic_article"]),
        "beginnings": _analyzer([*FOLDING, "beginnings"]),
    }
    return {
        "number_of_shards": 1,
        "gc_deletes": TOMBSTONES_KEPT,
        "analysis": {
            "analyzer": analyzers,
            "filter": FILTER_DEFINITIONS,
            "char_filter": CHARACTER_FILTERS,
        },
    }


def _analyzer(filters, **options):
    return {"type": "custom", "tokenizer": "standard", "filter": filters} | options


def mappings():
    properties = {part: {"properties": _by_language()} for part in part_boosts()}
    return {
        "dynamic": "strict",
        "properties": properties
        | {
            "facets": {"properties": {facet.name: {"type": "keyword"} for facet in FACETS}},
            "complete": {"type": "text", "analyzer": "beginnings", "search_analyzer": "words"},
            "spelling": {"type": "text", "analyzer": "spelling", "fields": BARE},
            "page_id": {"type": "long"},
            "published": {"type": "date"},
            "state_name": {"type": "keyword"},
            "title_key": {"type": "keyword", "ignore_above": 300},
        },
    }


def _by_language():
    # Offsets in the index make highlighting cheap on long texts.
    field = {"type": "text", "index_options": "offsets", "copy_to": "spelling"}
    return {language: field | {"analyzer": language} for language in LANGUAGES}


def fingerprint():
    """Changes whenever the settings or the mapping do; part of the index's name."""
    text = json.dumps(settings_and_mappings(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
