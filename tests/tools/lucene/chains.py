"""Our analyzers put together from plain Lucene's parts, by Lucene's own names for them."""

from collections.abc import Iterator
from pathlib import Path

from search.engines.elastic_index import index_settings

SNOWBALL = "org/apache/lucene/analysis/snowball"
# Elasticsearch's type, or for its stemmers the language, and what Lucene calls it.
PLAIN = {
    "arabic": "arabicStem",
    "arabic_normalization": "arabicNormalization",
    "asciifolding": "asciiFolding",
    "cjk_bigram": "cjkBigram",
    "cjk_width": "cjkWidth",
    "decimal_digit": "decimalDigit",
    "english": "porterStem",
    "light_french": "frenchLightStem",
    "light_spanish": "spanishLightStem",
    "lowercase": "lowercase",
    "possessive_english": "englishPossessive",
    "russian": "snowballPorter\tlanguage=Russian",
    "spanish_plural": "spanishPluralStem",
}
STOPWORDS = {
    "_arabic_": "words=org/apache/lucene/analysis/ar/stopwords.txt",
    "_english_": "",  # Lucene's own when no list is named
    "_french_": f"words={SNOWBALL}/french_stop.txt\tformat=snowball",
    "_russian_": f"words={SNOWBALL}/russian_stop.txt\tformat=snowball",
    "_spanish_": f"words={SNOWBALL}/spanish_stop.txt\tformat=snowball",
}
EDGES = "edgeNGram\tminGramSize={min_gram}\tmaxGramSize={max_gram}"
PATTERN = "patternReplace\tpattern={pattern}\treplacement={replacement}"


def write(folder: Path) -> None:
    """The file `chains` that Tokens.java reads, and beside it the lists that it names."""
    analysis = index_settings()["analysis"]
    lines = []
    for name, analyzer in analysis["analyzer"].items():
        for kind in ("char_filter", "filter"):
            for step in analyzer[kind]:
                definition = analysis[kind].get(step, {"type": step})
                lines.append(f"{name}\t{kind}\t{_in_lucene(step, definition, folder)}".rstrip("\t"))
    (folder / "chains").write_text("\n".join(lines))


def _in_lucene(step: str, definition: dict, folder: Path) -> str:
    kind = definition["type"]
    if kind in LISTED:
        lines, parameters = LISTED[kind]
        (folder / step).write_text("\n".join(lines(definition)))
        return parameters.format(step)
    return SET[kind](definition) if kind in SET else PLAIN[kind]


def _overrides(definition: dict) -> Iterator[str]:
    """`children, child => child` as Lucene writes it, a line for each word."""
    for rule in definition["rules"]:
        words, stem = rule.split(" => ")
        yield from (f"{word}\t{stem}" for word in words.split(", "))


def _quoted(definition: dict) -> Iterator[str]:
    for mapping in definition["mappings"]:
        written, read = mapping.split("=>")
        yield f'"{written}" => "{read}"'


def _articles(definition: dict) -> list[str]:
    return definition["articles"]


# How to write the list of a type to a file, and the step that names the file.
LISTED = {
    "elision": (_articles, "elision\tarticles={}\tignoreCase=true"),
    "mapping": (_quoted, "mapping\tmapping={}"),
    "stemmer_override": (_overrides, "stemmerOverride\tdictionary={}"),
}
# Types whose settings Lucene calls by other names.
SET = {
    "edge_ngram": lambda given: EDGES.format(**given),
    "pattern_replace": lambda given: PATTERN.format(**{"replacement": ""} | given),
    "stemmer": lambda given: PLAIN[given["language"]],
    "stop": lambda given: "stop\t" + STOPWORDS[given["stopwords"]],
}
