"""Keys and labels of every facet, kept for a moment: each results page reads them."""

from common import generations
from common.generations import kept_for_generation
from common.kept_values import KeptInEachLanguage

from .facets import FACETS, Option

CACHE_SECONDS = 30  # how long another process may still show an old label
Groups = tuple[tuple[str, tuple[Option, ...]], ...]  # (group label, its options)


def all_choices() -> dict[str, Groups]:
    """{facet name: ((group label, ((key, label), …)), …)} in the language of the interface."""
    return _of_generation() if generations.is_entered() else _choices.get()


def choices_of(name: str) -> Groups:
    return all_choices()[name]


@kept_for_generation
def known_keys() -> dict[str, frozenset[str]]:
    """{facet name: the keys that its choices have}"""
    return {
        name: frozenset(key for _group, options in groups for key, _label in options)
        for name, groups in all_choices().items()
    }


def _load() -> dict[str, Groups]:
    return {
        facet.name: tuple((group, tuple(options)) for group, options in facet.choices())
        for facet in FACETS
    }


_of_generation = kept_for_generation(_load)
_choices = KeptInEachLanguage("search-facet-choices", _load, CACHE_SECONDS)
forget = _choices.forget  # when a term changes, so that this process shows it at once
