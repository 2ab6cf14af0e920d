"""What smoke.py creates and what it expects: one analyzer of each kind, and a few documents."""

SYNONYMS = ["ngo, non governmental organization", "ai => artificial intelligence"]

FILTERS = {
    "english_possessive": {"type": "stemmer", "language": "possessive_english"},
    "french_articles": {"type": "elision", "articles_case": True, "articles": ["l", "d", "qu"]},
    "folding": {"type": "asciifolding", "preserve_original": True},
    "prefixes": {"type": "edge_ngram", "min_gram": 2, "max_gram": 4},
    "suffixes": {"type": "edge_ngram", "min_gram": 2, "max_gram": 3, "side": "back"},
    "pairs": {"type": "ngram", "min_gram": 2, "max_gram": 3},
    "bigrams": {"type": "cjk_bigram", "ignored_scripts": ["hangul"], "output_unigrams": True},
    "synonyms": {"type": "synonym_graph", "synonyms": SYNONYMS},
    "flat_synonyms": {"type": "synonym", "synonyms": ["car, auto"], "expand": False},
    "lenient": {
        "type": "synonym_graph",
        "synonyms": ["the, a"],
        "lenient": True,
        "updateable": True,
    },
    "unstemmed": {"type": "keyword_marker", "keywords": ["Running"], "ignore_case": True},
    "overrides": {"type": "stemmer_override", "rules": ["mice, mouses => mouse"]},
    "once": {"type": "unique", "only_on_same_position": False},
    "short": {"type": "length", "min": 2, "max": 3},
    "parts": {"type": "word_delimiter_graph", "preserve_original": True},
    "cut": {"type": "truncate", "length": 3},
    "shingles": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 3},
}

# Stemmers, each named after its language.
STEMMERS = [
    "english", "light_english", "porter2", "minimal_english", "french", "light_french",
    "minimal_french", "spanish", "light_spanish", "arabic", "russian", "light_russian",
]  # fmt: skip
FILTERS |= {f"stem_{language}": {"type": "stemmer", "language": language} for language in STEMMERS}

CHAR_FILTERS = {
    "tags": {"type": "html_strip", "escaped_tags": ["b"]},
    "ampersand": {"type": "mapping", "mappings": ["& => and", "\\u0020=>_"]},
    "no_dashes": {"type": "pattern_replace", "pattern": "(\\d+)-(?=\\d)", "replacement": "$1"},
}

TOKENIZERS = {
    "starts": {"type": "edge_ngram", "min_gram": 2, "max_gram": 3, "token_chars": ["letter"]},
    "grams": {"type": "ngram", "min_gram": 2, "max_gram": 2, "token_chars": ["digit", "custom"],
              "custom_token_chars": "+"},
}  # fmt: skip


def _custom(tokenizer: str, *filters: str, char_filter: tuple = ()) -> dict:
    parts = {"tokenizer": tokenizer, "filter": list(filters), "char_filter": list(char_filter)}
    return {"type": "custom", **parts}


ANALYZERS = {
    "my_english": {"type": "english", "stem_exclusion": ["running"]},
    "my_french": _custom("standard", "french_articles", "lowercase", "stem_light_french"),
    "bare_elision": _custom("standard", "elision", "lowercase"),
    "my_folding": _custom("standard", "lowercase", "folding"),
    "my_prefixes": _custom("standard", "lowercase", "prefixes"),
    "my_suffixes": _custom("standard", "suffixes"),
    "my_pairs": _custom("standard", "pairs"),
    "my_arabic": _custom(
        "standard", "lowercase", "decimal_digit", "arabic_normalization", "stem_arabic"
    ),
    "my_cjk": _custom("standard", "cjk_width", "lowercase", "bigrams"),
    "my_synonyms": _custom("standard", "lowercase", "synonyms", "stem_english"),
    "my_flat": _custom("standard", "lowercase", "flat_synonyms"),
    "my_lenient": _custom("standard", "lowercase", "stop", "lenient"),
    "my_marked": _custom("standard", "english_possessive", "unstemmed", "stem_english"),
    "my_overrides": _custom("standard", "overrides", "stem_english"),
    "my_once": _custom("whitespace", "once"),
    "my_short": _custom("standard", "short"),
    "my_parts": _custom("whitespace", "parts", "lowercase"),
    "my_trim": _custom("keyword", "trim", "uppercase", "reverse"),
    "my_cut": _custom("standard", "cut"),
    "my_shingles": _custom("standard", "lowercase", "shingles"),
    "my_persian": _custom("standard", "persian_normalization"),
    "my_german": _custom("standard", "german_normalization"),
    "my_duplicates": _custom("standard", "keyword_repeat", "porter_stem", "remove_duplicates"),
    "my_tags": _custom("keyword", char_filter=("tags",)),
    "my_mapping": _custom("keyword", char_filter=("ampersand",)),
    "my_pattern": _custom("standard", char_filter=("no_dashes",)),
    "my_starts": _custom("starts", "lowercase"),
    "my_grams": _custom("grams"),
    "my_lowercase": _custom("lowercase"),
}
ANALYZERS |= {name: _custom("standard", "lowercase", name) for name in FILTERS if "stem_" in name}

ANALYZED = [
    ("standard", "The Café", "the café"),
    ("simple", "It's 3 Cafés", "it s cafés"),
    ("whitespace", "It's 3", "It's 3"),
    ("keyword", "It's 3", "It's 3".replace(" ", "\0")),
    ("english", "The runner's running foxes", "runner run fox"),
    ("my_english", "The running foxes", "running fox"),
    ("french", "L'économie des énergies", "econom energ"),
    ("spanish", "las energías renovables", "energi renovabl"),
    ("arabic", "الطاقة والطاقات", "طاق طاق"),
    ("russian", "возобновляемая энергия и энергии", "возобновля энерг энерг"),
    ("cjk", "可再生能源", "可再 再生 生能 能源"),
    ("my_french", "L'eau d'Avignon", "eau avignon"),
    ("bare_elision", "L'eau jusqu'ici", "eau ici"),
    ("my_folding", "Café", "cafe café"),
    ("my_prefixes", "Water", "wa wat wate"),
    ("my_suffixes", "water", "er ter"),
    ("my_pairs", "abc", "ab abc bc"),
    ("my_arabic", "الطَّاقَة ٣", "طاق 3"),
    ("my_cjk", "ＡＢ水道한국", "ab 水 水道 道 한국"),
    ("my_synonyms", "an NGO", "an non ngo government organ"),
    ("my_synonyms", "ai", "artifici intellig"),
    ("my_flat", "auto", "car"),
    ("my_lenient", "water", "water"),
    ("my_marked", "fox's Running runs", "fox Running run"),
    ("my_overrides", "mice running", "mouse run"),
    ("my_once", "a b a", "a b"),
    ("my_short", "a ab abc abcd", "ab abc"),
    ("my_parts", "Wi-Fi", "wi-fi wi fi"),
    ("my_trim", " abc ", "CBA"),
    ("my_cut", "abcdef", "abc"),
    ("my_shingles", "a b c", "a|a b|a b c|b|b c|c"),
    ("my_persian", "ک", "ك"),
    ("my_german", "weiß", "weiss"),
    ("my_duplicates", "foxes sea", "foxes fox sea"),
    ("my_tags", "<b>a</b><i>b</i>", "<b>a</b>b"),
    ("my_mapping", "a &b", "a_andb"),
    ("my_pattern", "12-34", "1234"),
    ("my_starts", "Water, air", "wa wat ai air"),
    ("my_grams", "12+ 34", "12 2+ 34"),
    ("my_lowercase", "It's OK", "it s ok"),
    ("stem_english", "generalizations", "gener"),
    ("stem_light_english", "generalizations", "generalization"),
    ("stem_porter2", "generously", "generous"),
    ("stem_minimal_english", "cities", "city"),
    ("stem_french", "continuellement", "continuel"),
    ("stem_light_french", "continuellement", "continuel"),
    ("stem_minimal_french", "chevaux", "cheval"),
    ("stem_spanish", "energías", "energ"),
    ("stem_light_spanish", "energías", "energi"),
    ("stem_arabic", "الطاقة", "طاق"),
    ("stem_russian", "энергии", "энерг"),
    ("stem_light_russian", "энергии", "энерг"),
]

SETTINGS = {
    "number_of_replicas": 0,
    "max_ngram_diff": 1,
    "analysis": {
        "filter": FILTERS,
        "char_filter": CHAR_FILTERS,
        "tokenizer": TOKENIZERS,
        "analyzer": ANALYZERS,
        "normalizer": {"folded": {"type": "custom", "filter": ["lowercase", "asciifolding"]}},
    },
}

TITLE = {
    "type": "text",
    "analyzer": "english",
    "search_analyzer": "my_synonyms",
    "fields": {
        "words": {"type": "text", "analyzer": "my_lowercase"},
        "shingles": {"type": "text", "analyzer": "my_shingles"},
    },
}

MAPPINGS = {
    "dynamic": "strict",
    "properties": {
        "title": TITLE,
        "topic": {"type": "keyword", "normalizer": "folded"},
        "complete": {"type": "completion"},
    },
}

DOCUMENTS = {
    "1": {"title": "Clean water for villages", "topic": "Eau", "complete": "clean water"},
    "2": {"title": "Clean water in schools", "topic": "Éau", "complete": "clean schools"},
    "3": {"title": "Organization of non-governmental work", "topic": "ngo", "complete": "work"},
    "4": {"title": "Non governmental organization", "topic": "ngo", "complete": "non profit"},
}
