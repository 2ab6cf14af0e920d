"""Correction of misspelt words, one by one, by words that some text holds.

Never of a word that is right in one of the languages, nor in the name of a Member State, nor into
another's.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from wordfreq import get_frequency_dict

from common.folding import folded
from common.stems import SNOWBALL, stem_term
from taxonomy.languages import Language, of_script
from taxonomy.state_names import mentions

from .states_asked import distance_to_name

LONG = 8  # letters; a word that long may differ in two
MOST_OF_FORMS = 5  # letters in which two forms of a word differ
Unknown = Mapping[str, Mapping[str, int]]  # {word that no text holds: {one like it: texts}}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def mended(text: str, unknown: Unknown) -> str:
    """The text with misspelt words put right, names of States as they stand."""
    alike = {folded(word): options for word, options in unknown.items()}
    if not alike:
        return text
    parts, end = [], 0
    for mention in mentions(text):
        parts += [_mended(text[end : mention.start], alike), text[mention.start : mention.end]]
        end = mention.end
    return "".join([*parts, _mended(text[end:], alike)])


def _mended(text: str, alike: Unknown) -> str:
    words = _WORD.findall(text)
    names_stand_out = not all(word[0].isupper() for word in words)

    def better(match: re.Match[str]) -> str:
        is_name = names_stand_out and match.start() and match[0][0].isupper()
        return match[0] if is_name else _best(match[0], alike.get(folded(match[0]), {}))

    return _WORD.sub(better, text)


def _best(written: str, options: Mapping[str, int]) -> str:
    """The option that differs least, of several the one in most texts; the word if none will do."""
    word = folded(written)
    options = {folded(option): number for option, number in options.items()}
    if not options or written.isupper() or _is_form(word, options) or _is_right(word):
        return written
    # Prefixes make Arabic words alike that have nothing in common.
    most = 1 if len(word) < LONG or of_script(word) == Language.AR else 2
    nearest = distance_to_name(word)  # Slovaka is no misspelt Slovenia
    most = most if nearest is None else min(most, nearest)
    distances = {option: OSA.distance(word, option) for option in options}
    near = [option for option in options if distances[option] <= most]
    # People mostly get the first letter right.
    best = min(near, key=lambda one: (distances[one], one[0] != word[0], -options[one]), default="")
    return best or written


def _is_form(word: str, options: Mapping[str, int]) -> bool:
    """Whether an option is another form of the word, which is therefore found as it stands."""
    language = of_script(word) or Language.EN  # the stems of French and Spanish are looser
    return any(stem_term(word, language) == stem_term(option, language) for option in options)


@lru_cache(maxsize=10_000)
def _is_right(word: str) -> bool:
    """Whether the word, in some form, is one of the thirty to sixty thousand common ones."""
    return any(_is_common(word, language) for language in SNOWBALL)


def load_word_lists() -> None:
    """wordfreq keeps them."""
    for language in SNOWBALL:
        get_frequency_dict(language, wordlist="small")


def _is_common(word: str, language: str) -> bool:
    """To stem the whole list would take seconds: forms of a word differ in few letters."""
    most = min(MOST_OF_FORMS, len(word) // 2)
    common = get_frequency_dict(language, wordlist="small")
    near = process.extract_iter(word, common.keys(), scorer=OSA.distance, score_cutoff=most)
    stem = stem_term(word, language)
    return any(stem_term(folded(other), language) == stem for other, *_rest in near)
