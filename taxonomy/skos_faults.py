"""Concepts as they are read from a file, and what is wrong with them, in sentences."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import chain

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .languages import Language
from .models import Concept, ConceptLabel
from .models.concepts import LABEL_MAX_LENGTH

MOST_LABELS = 5000
MOST_FAULTS = 20  # that are told at once
Role = ConceptLabel.Role


@dataclass
class ReadLabel:
    language: str
    label: str
    role: str
    source: str = ""


@dataclass
class ReadConcept:
    """`acronyms` and `is_broad` are added to what the portal has, never taken away."""

    key: str
    labels: list[ReadLabel] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    is_broad: bool = False

    def as_json(self) -> dict:
        return asdict(self)


def refuse_faults(found: list[ReadConcept]) -> None:
    if not found:
        raise ValidationError(_("The file holds no concept (skos:Concept)."))
    if sum(len(concept.labels) for concept in found) > MOST_LABELS:
        raise ValidationError(_("The file holds more than %d labels. Split it.") % MOST_LABELS)
    faults = [*_repeated_keys(found), *chain.from_iterable(map(_faults, found))]
    if faults:
        raise ValidationError(faults[:MOST_FAULTS])


def _repeated_keys(found: list[ReadConcept]) -> Iterator[str]:
    for key, number in Counter(concept.key for concept in found).items():
        if number > 1:
            yield _("Two concepts of the file have the key “%s”.") % key


def _faults(concept: ReadConcept) -> Iterator[str]:
    longest = Concept._meta.get_field("key").max_length
    if not concept.key or len(concept.key) > longest:
        yield _("“%s” is no key of at most 60 letters.") % concept.key[:80]
    if not concept.labels:
        yield _("“%s” has no label in any of the six languages.") % concept.key
    if not all(0 < len(label.label) <= LABEL_MAX_LENGTH for label in concept.labels):
        yield _("A label of “%s” is empty, or longer than 255 characters.") % concept.key
    yield from _clashes(concept)
    for acronym in concept.acronyms:
        if sum(map(str.isupper, acronym)) < 2 and not acronym.isupper():
            values = {"key": concept.key, "label": acronym}
            yield _("“%(label)s” of “%(key)s” has no language, and is no acronym.") % values


def _clashes(concept: ReadConcept) -> Iterator[str]:
    roles = Counter((label.language, label.label) for label in concept.labels)
    for (_language, text), number in roles.items():
        if number > 1:
            values = {"key": concept.key, "label": text}
            yield _("“%(label)s” has two roles in “%(key)s”: keep one.") % values
    preferred = Counter(one.language for one in concept.labels if one.role == Role.PREFERRED)
    for language, number in preferred.items():
        if number > 1:
            values = {"key": concept.key, "language": Language(language).label}
            yield _("“%(key)s” has two preferred labels in %(language)s: keep one.") % values
