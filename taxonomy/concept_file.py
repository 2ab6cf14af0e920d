"""The first concepts, from taxonomy/data/concepts.tsv: adds what is missing, changes nothing.

One line for each concept. The terms of a cell are split by semicolons, the usual one first; a tilde
marks a term for the search only. The last column tells which cells a source attests, as
`UNBIS 1001778=FR,es`: in capitals the first term itself, in small letters another of the cell.
English is common usage.

Runs inside a migration as well, so models come from a `get_model(app, name)` function.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .languages import Language
from .models import ConceptLabel

PATH = Path(__file__).parent / "data/concepts.tsv"
COMMON_USAGE = "common usage"
RECALL = "recall"
Role, Kind = ConceptLabel.Role, ConceptLabel.Kind


@dataclass(frozen=True)
class Label:
    language: str
    label: str
    role: str
    kind: str
    source: str


@dataclass(frozen=True)
class Row:
    key: str
    is_broad: bool
    acronyms: tuple[str, ...]
    labels: tuple[Label, ...]


def rows() -> Iterator[Row]:
    with PATH.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            acronyms = tuple(_split(cells["acronyms"], ","))
            yield Row(cells["key"], bool(cells["broad"]), acronyms, tuple(_labels(cells)))


def load_concepts(get_model) -> None:
    """Whatever officers changed stays, a label that they renamed or no longer use too."""
    concept_model, label_model = (get_model("taxonomy", n) for n in ("Concept", "ConceptLabel"))
    new = []
    for row in rows():
        fields = {"is_broad": row.is_broad, "acronyms": "\n".join(row.acronyms)}
        concept, _made = concept_model.objects.get_or_create(key=row.key, defaults=fields)
        known: set[tuple] = set()
        for names in (("language", "seed"), ("language", "label")):
            known.update(concept.labels.values_list(*names))
        has_preferred = set(
            concept.labels.filter(role=Role.PREFERRED).values_list("language", flat=True)
        )
        for label in row.labels:
            if (label.language, label.label) in known:
                continue
            given = vars(label)
            if label.role == Role.PREFERRED and label.language in has_preferred:
                given = given | {"role": Role.ALTERNATIVE}
            new.append(label_model(concept=concept, seed=label.label, **given))
    label_model.objects.bulk_create(new)


def _labels(cells: dict[str, str]) -> Iterator[Label]:
    sources = dict(_sources(cells["source_or_recall"]))
    sources["EN"] = COMMON_USAGE
    for language in Language.values:
        terms = list(dict.fromkeys(_split(cells[language], ";")))
        if language == Language.EN:
            yield from _english(terms, _split(cells["en_alt"], ";"))
            continue
        of_first, of_others = sources.get(language.upper(), ""), sources.get(language, "")
        for number, term in enumerate(terms):
            source = of_first if number == 0 else of_others
            # Which of several others the source attests is not known.
            is_sure = number == 0 or len(terms) == 2
            yield _label(language, term, number == 0, source, bool(source) and is_sure)


def _english(terms: list[str], others: list[str]) -> Iterator[Label]:
    for term in dict.fromkeys([*terms, *others]):
        yield _label(Language.EN, term, term == terms[0], COMMON_USAGE, True)


def _label(language: Any, term: str, is_first: bool, source: str, is_sourced: bool) -> Label:
    role = Role.PREFERRED if is_first else Role.ALTERNATIVE
    if term.startswith("~"):
        role, term = Role.SEARCH_ONLY, term.removeprefix("~")
    kind = Kind.SOURCED if is_sourced else Kind.RECALL
    return Label(str(language), term, role.value, kind.value, source)


def _sources(written: str) -> Iterator[tuple[str, str]]:
    """(language as it is written, source); several sources of one cell follow one another."""
    found: dict[str, list[str]] = {}
    for part in _split(written, ";"):
        source, _equals, languages = part.partition("=")
        for language in _split(languages, ","):
            if source != RECALL:
                found.setdefault(language, []).append(source)
    yield from ((language, "; ".join(sources)) for language, sources in found.items())


def _split(text: str, at: str) -> list[str]:
    return [part.strip() for part in (text or "").split(at) if part.strip()]
