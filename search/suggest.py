"""Suggestions while a visitor types: titles, Member States, topics and concepts."""

from itertools import islice

from django.utils.translation import get_language

from common.cjk import has_chinese
from common.folding import folded
from practices.models import ContributionPage
from taxonomy import concepts
from taxonomy.languages import of_interface
from taxonomy.state_names import names, plain

from .choices import choices_of
from .engines.base import Engine
from .query import SHARED

SHORTEST = 2  # characters typed before anything is offered
LONGEST = 255  # characters of a title: nothing that is offered holds more
MOST_TITLES, MOST_TERMS, MOST_CONCEPTS = 6, 4, 3
TERM_FACETS = ("state", "chapter", "challenge")


def suggestions(engine: Engine, text: str, types: tuple[str, ...] = SHARED) -> list[str]:
    """Texts to search for among these types, the terms of the taxonomy first."""
    text = text.strip()
    if not SHORTEST <= len(text) <= LONGEST:
        return []
    return list(dict.fromkeys([*_terms(text), *_concepts(text), *_titles(engine, text, types)]))


def _titles(engine: Engine, text: str, types: tuple[str, ...]) -> list[str]:
    ids = engine.complete(text, MOST_TITLES, types)
    titles = dict(
        ContributionPage.objects.published().filter(pk__in=ids).values_list("pk", "title")
    )
    return [titles[pk] for pk in ids if pk in titles]


def _concepts(text: str) -> list[str]:
    """Concepts by a label that begins as the text does, that of the interface before others."""
    own = of_interface(get_language())
    found = sorted(concepts.names_beginning(text), key=lambda place: place[1] != own)
    labels: dict[str, str] = {}
    for key, language in found:
        labels.setdefault(key, concepts.name_of(key, language))
    return sorted(dict.fromkeys(labels.values()), key=len)[:MOST_CONCEPTS]


def _terms(text: str) -> list[str]:
    """Labels with a word that begins as the text does, accents aside; Chinese has no gaps."""
    wanted = folded(text)
    start = "" if has_chinese(text) else " "
    labels = (
        label
        for name in TERM_FACETS
        for _group, options in choices_of(name)
        for _key, label in options
    )
    found = (label for label in labels if f"{start}{wanted}" in f" {folded(label)}")
    return list(dict.fromkeys([*islice(found, MOST_TERMS), *_states(text)]))[:MOST_TERMS]


def _states(text: str) -> list[str]:
    """States by the beginning of any of their names: "holl" means the Netherlands."""
    wanted = plain(text)
    codes = (codes for name, (codes, _) in names().items() if wanted and name.startswith(wanted))
    labels = {key: label for _group, options in choices_of("state") for key, label in options}
    return [labels[code] for found in codes for code in found if code in labels]
