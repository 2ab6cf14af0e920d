"""Names of Member States: official, everyday, former and formal ones, in six languages.

The list is taxonomy/data/state_names.csv, next to the official names in the database.
A name that is the official one of a State means that State ("Congo"); any other name means a State
only if no other State is called so ("Korea" means none, and both are offered). Names of what is no
Member State stand in the list as well, with no code, so that "American Samoa" is not read as Samoa.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from common.folding import folded

from .languages import Language
from .models import MemberState

PATH = Path(__file__).parent / "data/state_names.csv"
DEMONYM, OTHER = "demonym", "other"
SHORT = 3  # letters of an abbreviation; in a sentence it is one only in capitals
_MARKS = "\u0300-\u036f\u064b-\u0652\u00ad"  # accents, Arabic vowels, soft hyphen
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?|[^\W_](?:[^\W_]|[{_MARKS}])*")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_DOTTED = re.compile(r"\b((?:[^\W\d_]\.){2,})")


@dataclass(frozen=True)
class Mention:
    """A name in a text; several codes where it is shared, none for what is no Member State."""

    start: int
    end: int
    codes: tuple[str, ...]
    is_demonym: bool = False


def find(written: str) -> MemberState | None:
    """The State of a code or a name, or None; codes first, because few names are as short."""
    text = written.strip()
    for lookup in ("code__iexact", "alpha3__iexact"):
        state = MemberState.objects.filter(**{lookup: text}).first()
        if state:
            return state
    codes, is_demonym = names().get(plain(text), ((), False))
    if is_demonym or len(codes) != 1:
        return None
    return MemberState.objects.filter(code=codes[0]).first()


def mentions(text: str) -> list[Mention]:
    """The names that stand in a text, the longest first where one holds another."""
    found = [*_among_words(text), *_in_chinese(text)]
    return sorted(found, key=lambda mention: mention.start)


def all_names(code: str) -> list[str]:
    """What a State is called, folded; for lists that are filtered while typing."""
    return _by_code().get(code, [])


@lru_cache(maxsize=1)
def _by_code() -> dict[str, list[str]]:
    found = defaultdict(list)
    for name, (codes, _is_demonym) in names().items():
        for code in codes:
            found[code].append(name)
    return found


@lru_cache(maxsize=1)
def names() -> dict[str, tuple[tuple[str, ...], bool]]:
    """{folded name: (codes, is_demonym)}; call forget() when names in the database change."""
    official, short, listed = {}, defaultdict(set), defaultdict(set)
    for state in MemberState.objects.all():
        for language in Language.values:
            name = getattr(state, f"name_{language}")
            official[plain(name)] = ((state.code,), False)
            short[plain(re.split(r"[(（]", name)[0])].add(state.code)
    demonyms, others = defaultdict(set), set()
    for row in _rows():
        key = plain(row["name"])
        codes = row["codes"].split()
        if row["kind"] == OTHER:
            others.add(key)
        else:
            (demonyms if row["kind"] == DEMONYM else listed)[key].update(codes)
    result = {key: (tuple(sorted(codes)), True) for key, codes in demonyms.items()}
    result |= dict.fromkeys(others - set(listed), ((), False))
    for found in (short, listed):
        result |= {key: (tuple(sorted(codes)), False) for key, codes in found.items()}
    result |= official
    result.pop("", None)
    return result


def forget(**kwargs: object) -> None:
    names.cache_clear()
    _by_code.cache_clear()
    _longest.cache_clear()
    _chinese_names.cache_clear()


def plain(name: str) -> str:
    """The folded words of a name, without the article; the letters of an abbreviation as one."""
    undotted = _DOTTED.sub(lambda match: match[0].replace(".", ""), name)
    return " ".join(re.findall(r"[^\W_]+", folded(undotted))).removeprefix("the ")


def _rows() -> list[dict[str, str]]:
    with PATH.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _among_words(text: str) -> Iterator[Mention]:
    known, words = names(), list(_words(text))
    position = 0
    while position < len(words):
        for end in range(min(len(words), position + _longest()), position, -1):
            key = " ".join(word for word, _start, _end in words[position:end])
            start, stop = words[position][1], words[end - 1][2]
            if key in known and not _CHINESE.search(key) and _is_meant(text, start, stop):
                codes, is_demonym = known[key]
                yield Mention(start, stop, codes, is_demonym)
                position = end - 1
                break
        position += 1


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """(folded word, start, end); U.S.A. is one word."""
    for match in _WORD.finditer(text):
        for word in plain(match[0]).split():
            yield word, match.start(), match.end()


def _is_meant(text: str, start: int, end: int) -> bool:
    """In a sentence "us" and "car" are words, "US" and "CAR" abbreviations."""
    name = text[start:end]
    letters = name.replace(".", "")
    if len(letters) > SHORT or not letters.isascii():
        return True
    return letters.isupper() or name == text.strip()


def _in_chinese(text: str) -> Iterator[Mention]:
    for match in _chinese_names().finditer(text):
        codes, is_demonym = names()[plain(match[0])]
        yield Mention(match.start(), match.end(), codes, is_demonym)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max((len(name.split()) for name in names()), default=0)


@lru_cache(maxsize=1)
def _chinese_names() -> re.Pattern:
    chinese = [name for name in names() if _CHINESE.fullmatch(name)]
    return re.compile("|".join(sorted(map(re.escape, chinese), key=len, reverse=True)) or "(?!)")
