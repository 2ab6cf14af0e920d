"""Where the words and phrases asked for stand in a text, whatever their form."""

import re
from collections.abc import Iterable
from functools import lru_cache

from common.cjk import has_chinese
from common.folding import folded
from common.stems import SNOWBALL, stem_term, terms_of, words_of

from .phrases import outside_phrases, parse

# A word with its accents, Arabic vowels and invisible signs.
_TOKEN = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u064b-\u0652\u0640\u00ad\u200b-\u200d])*")

Sequence = list[frozenset[str]]  # of words, each as the set of its terms: one word, or a phrase
Asked = list[Sequence]
Token = tuple[frozenset[str], int, int]  # terms, start, end


def asked_for(text: str) -> Asked:
    parsed = parse(text)
    phrases = [[frozenset([word]) for word in words_of(one)] for one in parsed.phrases]
    phrases += [[frozenset([word]) for word in words_of(code)] for code in parsed.codes]
    words = [[frozenset(terms_of(word))] for word in words_of(outside_phrases(text))]
    return [sequence for sequence in [*phrases, *words] if sequence]


def labels_asked_for(labels: Iterable[str], language: str) -> Asked:
    """The same of labels in one language: all words of one together, in any form."""
    return [
        [_forms(word, language) for word in words_of(label)] for label in labels if words_of(label)
    ]


def _forms(word: str, language: str) -> frozenset[str]:
    return frozenset([word, stem_term(word, language)] if language in SNOWBALL else [word])


def spans(text: str, asked: Asked) -> list[tuple[int, int]]:
    """(start, end) of what was asked for, the longest where several begin at one place."""
    tokens = [token for match in _TOKEN.finditer(text) for token in _tokens(match)]
    found: list[tuple[int, int]] = []
    position = 0
    longest_first = sorted(asked, key=len, reverse=True)
    beginnings = frozenset().union(*(sequence[0] for sequence in asked))
    while position < len(tokens):
        length = 0
        if not beginnings.isdisjoint(tokens[position][0]):  # true of few words of a text
            length = next((len(s) for s in longest_first if _stands(s, tokens, position)), 0)
        if length:
            start, end = tokens[position][1], tokens[position + length - 1][2]
            if found and start < found[-1][1]:  # pairs of Chinese characters overlap
                start = found.pop()[0]
            found.append((start, end))
        position += length or 1
    return found


def _stands(sequence: Sequence, tokens: list[Token], position: int) -> bool:
    here = tokens[position : position + len(sequence)]
    return len(here) == len(sequence) and all(
        wanted & terms for wanted, (terms, _start, _end) in zip(sequence, here, strict=True)
    )


def _tokens(match: re.Match[str]) -> list[Token]:
    """The folded words of a match, mostly one; Chinese in overlapping pairs."""
    start = match.start()
    return [(terms, start + first, start + last) for terms, first, last in _words(match[0])]


@lru_cache(maxsize=5_000)  # about a kilobyte each
def _words(token: str) -> list[Token]:
    """Their places in the token; kept: texts consist of the same words over and over."""
    if has_chinese(token):
        pairs = ((i, min(i + 2, len(token))) for i in range(max(1, len(token) - 1)))
        return [(frozenset(terms_of(folded(token[i:end]))), i, end) for i, end in pairs]
    return [(frozenset(terms_of(word)), 0, len(token)) for word in folded(token).split()]
