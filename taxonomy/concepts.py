"""Concepts found in texts, whatever they are called there; see taxonomy.models.concepts.

Words are compared by their stems in a label's own language and without its function words, the
longest label first. Acronyms count in capitals only. What is compiled of the labels is kept by each
process until a concept changes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from common.folding import folded
from common.function_words import by_language
from common.kept_values import KeptUntilChanged
from common.placed_words import PlacedWord, placed_words
from common.stems import LONGEST, SNOWBALL, stem_term

from .languages import SCRIPTS, Language
from .models import Concept

SHORTEST_LATIN = 4  # letters of a label of one word; fewer are an acronym, or mean many things
SHORTEST = 2  # characters of one in another script
SENTENCE_END = re.compile(r"[.!?;。！？；؟؛\n]")
_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff"
_BEFORE, _AFTER = f"(?<![^\\W_{_CHINESE}])", f"(?![^\\W_{_CHINESE}])"
Words = tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A place in a text where concepts are named; several where they share the label."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass
class Labels:
    """Labels with the same stems; of "opio" and "opioides" the one that is written is meant."""

    stems: Words
    as_written: dict[Words, set[str]] = field(default_factory=lambda: defaultdict(set))

    def keys_of(self, written: Words) -> tuple[str, ...]:
        keys = self.as_written.get(written) or set().union(*self.as_written.values())
        return tuple(sorted(keys))


@dataclass(eq=False)
class Compiled:
    """`labels` are {language: {first stem: [Labels], the longest first}}.

    `marked` are {(key, language): labels}, `shown` {(key, language): label}.
    """

    labels: dict[str, dict[str, list[Labels]]]
    marked: dict[tuple[str, str], list[str]]
    shown: dict[tuple[str, str], str]
    acronyms: dict[str, tuple[str, ...]]
    broad: frozenset[str]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        longest_first = sorted(self.acronyms, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self.pattern = re.compile(f"{_BEFORE}(?:{either}){_AFTER}")


def keys_in(text: str, language: str) -> list[str]:
    """Sorted keys of the concepts that a text in this language names, broad ones too."""
    return _keys_in(_compiled.get(), text[:LONGEST], language)


@lru_cache(maxsize=1)  # Wagtail asks for each page three times on end
def _keys_in(compiled: Compiled, text: str, language: str) -> list[str]:
    words = list(placed_words(text))
    found = {key for mention in _acronyms(compiled, text) for key in mention.keys}
    for each in _languages_of(text, language):
        found.update(
            key for mention in _labels(compiled, text, words, each) for key in mention.keys
        )
    return sorted(found)


def mentions(text: str, languages: Iterable[str] = Language.values) -> list[Mention]:
    """Where a text names concepts in any of the languages; of two that overlap, the longer."""
    compiled, words = _compiled.get(), list(placed_words(text))
    found = list(_acronyms(compiled, text))
    for language in languages:
        found += _labels(compiled, text, words, language)
    keys: dict[tuple[int, int], set[str]] = defaultdict(set)
    for mention in found:
        keys[mention.start, mention.end].update(mention.keys)
    taken: list[tuple[int, int]] = []
    for start, end in sorted(keys, key=lambda place: (place[0] - place[1], place)):
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end))
    return [Mention(*place, tuple(sorted(keys[place]))) for place in sorted(taken)]


def asked_for(text: str) -> list[Mention]:
    """The mentions that widen a search: a label that a broad concept bears as well does not."""
    broad = _compiled.get().broad
    return [mention for mention in mentions(text) if not broad.intersection(mention.keys)]


def word_of(key: str) -> str:
    """What stands for a concept in an index of words: no word of a text looks like it."""
    return f"{key.replace('_', '1').replace('-', '2')}0concept"


def labels_of(keys: Iterable[str], language: str) -> list[str]:
    """What to mark in a text; labels for the search only too, never to be shown by themselves.

    Of labels that hold one another, such as naloxone and take-home naloxone, the short one.
    """
    marked = _compiled.get().marked
    return [label for key in keys for label in marked.get((key, language), ())]


def name_of(key: str, language: str) -> str:
    """The preferred label in a language, else in English, if a source attests it."""
    shown = _compiled.get().shown
    return shown.get((key, language)) or shown.get((key, Language.EN), "")


def names_beginning(text: str) -> list[tuple[str, str]]:
    """(key, language) of labels that visitors are shown and that begin with the text."""
    wanted = folded(text)
    return [
        place for place, label in _compiled.get().shown.items() if folded(label).startswith(wanted)
    ]


def stems_of(text: str, language: str) -> Words:
    """What a label, or a text, is compared by."""
    return tuple(stem for stem, _word in _stems(list(placed_words(text)), language))


def _languages_of(text: str, language: str) -> list[str]:
    """The language of the text, and those that its letters leave no doubt about."""
    others = [code for code, letters in SCRIPTS.items() if letters.search(text)]
    return list(dict.fromkeys([language, *others]))


def _acronyms(compiled: Compiled, text: str) -> Iterator[Mention]:
    """In a line of capitals a word that looks like an acronym is none."""
    start = 0
    for line in text.splitlines(keepends=True):
        if not _is_shouted(compiled, line):
            for match in compiled.pattern.finditer(line):
                keys = compiled.acronyms[match[0]]
                yield Mention(start + match.start(), start + match.end(), keys)
        start += len(line)


def _is_shouted(compiled: Compiled, line: str) -> bool:
    rest = compiled.pattern.sub("", line) if line.isupper() else ""
    return any(map(str.isupper, rest))


def _labels(
    compiled: Compiled, text: str, words: list[PlacedWord], language: str
) -> Iterator[Mention]:
    labels = compiled.labels.get(language, {})
    stems = _stems(words, language)
    end = 0
    for position, (first, _word) in enumerate(stems):
        if position < end or first not in labels:
            continue
        for label in labels[first]:
            place = stems[position : position + len(label.stems)]
            if tuple(stem for stem, _word in place) == label.stems and _is_one(text, place):
                keys = label.keys_of(tuple(word.word for _stem, word in place))
                yield Mention(place[0][1].start, place[-1][1].end, keys)
                end = position + len(place)
                break


def _is_one(text: str, place: list[tuple[str, PlacedWord]]) -> bool:
    """Whether no sentence ends between the words."""
    return not SENTENCE_END.search(text, place[0][1].end, place[-1][1].start)


def _stems(words: list[PlacedWord], language: str) -> list[tuple[str, PlacedWord]]:
    return [(stem, placed) for placed in words if (stem := _stem(placed.word, language))]


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    """Nothing for a function word."""
    if word in by_language().get(language, ()):
        return ""
    return stem_term(word, language) if language in SNOWBALL and word.isalpha() else word


def _read() -> Compiled:
    concepts = list(Concept.objects.prefetch_related("labels"))
    acronyms: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for acronym in concept.acronym_list:
            acronyms[acronym].add(concept.key)
    every = [(concept.key, label) for concept in concepts for label in concept.labels.all()]
    written: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, label in every:
        if label.is_searched:
            written[key, label.language].append(label.label)
    return Compiled(
        labels=_by_first_stem(written),
        marked={place: _shortest(labels, place[1]) for place, labels in written.items()},
        shown={(key, label.language): label.label for key, label in every if label.is_shown},
        acronyms={name: tuple(sorted(keys)) for name, keys in acronyms.items()},
        broad=frozenset(concept.key for concept in concepts if concept.is_broad),
    )


def _by_first_stem(written: dict[tuple[str, str], list[str]]) -> dict[str, dict[str, list[Labels]]]:
    found: dict[tuple[str, Words], Labels] = {}
    for (key, language), labels in written.items():
        for label in labels:
            stems = _stems(list(placed_words(label)), language)
            place = tuple(stem for stem, _word in stems)
            if not _is_too_short(label, place):
                same = found.setdefault((language, place), Labels(place))
                same.as_written[tuple(word.word for _stem, word in stems)].add(key)
    compiled: dict[str, dict[str, list[Labels]]] = defaultdict(lambda: defaultdict(list))
    for language, stems in sorted(found, key=lambda place: -len(place[1])):
        compiled[language][stems[0]].append(found[language, stems])
    return {language: dict(by_first) for language, by_first in compiled.items()}


def _shortest(labels: list[str], language: str) -> list[str]:
    kept: dict[str, str] = {}  # {label: its stems}
    for label in sorted(labels, key=len):
        stems = f" {' '.join(stems_of(label, language))} "
        if not any(other in stems for other in kept.values()):
            kept[label] = stems
    return list(kept)


def _is_too_short(label: str, stems: Words) -> bool:
    if len(stems) != 1:
        return not stems
    is_latin = not any(letters.search(label) for letters in SCRIPTS.values())
    return len(label) < (SHORTEST_LATIN if is_latin else SHORTEST)


_compiled = KeptUntilChanged("concepts", _read)
forget = _compiled.forget
