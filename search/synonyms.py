"""Puts the Secretariat's synonyms beside the words of a search; takes effect without a reindex."""

from collections import defaultdict
from collections.abc import Iterator

from common.cjk import has_chinese
from common.folding import folded
from common.function_words import by_language
from common.kept_values import KeptUntilChanged
from common.stems import SNOWBALL, stem_term, words_of

from .models import Synonyms
from .wording import Kin, Term, is_acronym

SAME, ALSO = 0.8, 0.3  # weight of a synonym; of what is found as well, such as a narrower term
MOST_KIN = 8  # of one term
MOST_WORDS = 6  # of a term
# Words, besides function words, that acronyms of the field spell.
ALSO_WORDS = {"aids", "art", "ats", "cat", "eta", "mat", "oat", "od", "odd", "pes", "tao", "воз"}
Key = tuple[str, ...]
Kins = dict[Key, tuple[Kin, ...]]


def with_kin(text: str) -> tuple[Term, ...]:
    """The text as terms, in its order: those of the list with their kin, the rest as it stands."""
    kins = _kins.get()
    terms: list[Term] = []
    plain: list[str] = []
    words = _words(text, kins)
    while words:
        length, kin = _longest(words, kins)
        if kin:
            terms += [Term(" ".join(plain))] if plain else []
            terms.append(Term(" ".join(words[:length]), kin))
            plain = []
        else:
            plain.append(words[0])
        del words[:length]
    return (*terms, Term(" ".join(plain))) if plain else tuple(terms)


def _words(text: str, kins: Kins) -> list[str]:
    """The words of a text; Chinese, which has no gaps, is cut where a term of the list stands."""
    if has_chinese(text):
        chinese = [key[0] for key in kins if has_chinese(key[0]) and key[0] in text]
        if chinese:
            term = max(chinese, key=len)
            text = text.replace(term, f" {term} ")
    return text.split()


def _longest(words: list[str], kins: Kins) -> tuple[int, tuple[Kin, ...]]:
    """(number of the first words that make a term of the list, its kin), or (1, ())."""
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        keys = _keys(" ".join(words[:length]))
        found = dict.fromkeys(kin for key in keys for kin in kins.get(key, ()))
        if found:
            return length, tuple(found)[:MOST_KIN]
    return 1, ()


def _keys(written: str) -> Iterator[Key]:
    """Where a text may stand in the list: as written, in any case, in any form of its words."""
    yield (written,)
    words = words_of(written)
    yield tuple(words)
    for language in SNOWBALL:
        yield _stems(words, language)


def _key(term: str, language: str) -> Key:
    if has_chinese(term):
        return (term,)
    words = words_of(term)
    if is_acronym(term) and len(words) == 1:
        return (term,) if _is_word(words[0]) else (words[0],)
    return _stems(words, language) if language in SNOWBALL else tuple(words)


def _stems(words: list[str], language: str) -> Key:
    return tuple(stem_term(word, language) if word.isalpha() else word for word in words)


def _is_word(acronym: str) -> bool:
    return acronym in ALSO_WORDS or any(acronym in words for words in by_language().values())


def _read() -> Kins:
    """{key: kin} of the whole list; what means the same comes before what is found as well."""
    kins: dict[Key, dict[str, Kin]] = defaultdict(dict)
    for entry in sorted(Synonyms.objects.all(), key=lambda entry: bool(entry.also_list)):
        weight = ALSO if entry.also_list else SAME
        others = {folded(term): term for term in entry.also_list or entry.term_list}
        others_as_kin = {name: Kin(term, entry.language, weight) for name, term in others.items()}
        for term in entry.term_list:
            of_term, name = kins[_key(term, entry.language)], folded(term)
            for other, kin in others_as_kin.items():
                if other != name:
                    of_term.setdefault(other, kin)
    return {key: tuple(found.values()) for key, found in kins.items() if found}


_kins = KeptUntilChanged("search-synonyms", _read)
forget = _kins.forget
