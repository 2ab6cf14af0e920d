"""Words for the databases' own full-text search: folded, and their stems by language.

Both databases split text at spaces and signs and know no language. What they index is therefore
made here, and what they are asked is made the same way.
"""

import re
from functools import lru_cache

import Stemmer

from .cjk import split_chinese
from .folding import folded
from .html import plain_text
from .spellings import one_spelling

SNOWBALL = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}
LONGEST = 200_000  # characters of one page; a text vector of PostgreSQL holds a megabyte
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:و?[فبك]?ال|لل)(?=\w{3})")
_CONJUNCTION = re.compile(r"^و(?=\w{3})")
# Plurals that Snowball leaves apart from their singular.
IRREGULAR = {
    "en": {"children": "child", "women": "woman", "men": "man"},
    "fr": {"yeux": "oeil", "maux": "mal"},
    "ru": {"люди": "человек", "дети": "ребенок"},
}


def words_of(text: str) -> list[str]:
    """The words of a text, folded: runs of letters and digits, Chinese in pairs."""
    return _WORD.findall(split_chinese(folded(text)))


@lru_cache(maxsize=4)  # Wagtail asks for each page, and its files, three times on end
def index_words(text: str, language: str) -> str:
    """The words in their order, then their stems."""
    words = words_of(plain_text(text)[:LONGEST])
    if language not in SNOWBALL:
        return " ".join(words)
    stems = [stem_term(word, language) for word in words if word.isalpha()]
    return " ".join([*words, *stems])


@lru_cache(maxsize=20_000)
def terms_of(word: str) -> tuple[str, ...]:
    """What to look for: the word itself, or its stem in any of the languages."""
    stems = [stem_term(word, language) for language in SNOWBALL] if word.isalpha() else []
    return (word, *stems)


def stem_term(word: str, language: str) -> str:
    """A stem, marked with its language: no word of a text looks like it."""
    return f"{_stem(word, language)}0{language}"


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    if language == "en":
        word = one_spelling(word)
    word = IRREGULAR.get(language, {}).get(word, word)
    if language == "ar":
        word = _CONJUNCTION.sub("", _ARTICLE.sub("", word))
    if language == "es" and len(word) > 4:
        word = re.sub("ces$", "z", word)
        word = re.sub("(?<=[lnrdjsyz])es$", "", word)
    if language == "fr":
        word = re.sub("(?<=[a-z]{2})[sx]$", "", word)
    stem: str = _stemmer(language).stemWord(word)
    return stem


@lru_cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(SNOWBALL[language])
