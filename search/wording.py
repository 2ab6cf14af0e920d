"""The words of a search: those that say something, and what may stand in the place of each.

Pure functions of the text, the same for both engines.
"""

from dataclasses import dataclass
from itertools import pairwise

from common.cjk import has_chinese
from common.function_words import function_words_among
from common.stems import words_of

MOST_WORDS = 150  # of a question; whoever pastes a page means its beginning as well
MOST_PAIRS = 12


@dataclass(frozen=True)
class Kin:
    """What is looked for in the place of a term: weighs less than the term itself."""

    text: str
    language: str
    weight: float


@dataclass(frozen=True)
class Term:
    """A word with its kin, or several words that have none."""

    text: str
    kin: tuple[Kin, ...] = ()


@dataclass(frozen=True)
class Meant:
    """A part of a search: its terms, and the keys of the concepts that they name together, if any.

    A text that names one of the concepts holds the part, whatever its words are there.
    """

    terms: tuple[Term, ...]
    concepts: tuple[str, ...] = ()


def content(text: str) -> str:
    """The text without its function words; all of it if nothing would be left."""
    words = [word for word in text.split() if words_of(word)][:MOST_WORDS]
    grammar = function_words_among([part for word in words for part in words_of(word)])
    shouted = text.isupper()
    kept = [
        word
        for word in words
        if not grammar.issuperset(words_of(word)) or (is_acronym(word) and not shouted)
    ]
    return " ".join(kept or words)


def is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def neighbours(text: str) -> list[str]:
    """Each word with the next one; Chinese words are pairs of characters as it is."""
    words = [word for word in text.split() if not has_chinese(word)]
    return [f"{first} {second}" for first, second in pairwise(words[: MOST_PAIRS + 1])]


def one_by_one(terms: tuple[Term, ...]) -> list[Term]:
    """The words of the terms that have no kin, and the terms that have some, each by itself."""
    return [
        part
        for term in terms
        for part in ([term] if term.kin else map(Term, dict.fromkeys(term.text.split())))
    ]
