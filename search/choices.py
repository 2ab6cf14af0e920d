"""The keys and labels of every facet, kept for a moment: they are read on each results page."""

from typing import cast

from django.core.cache import cache
from django.utils.translation import get_language

from .facets import FACETS, Option

CACHE_SECONDS = 30  # how long another process may still show an old label
CACHE_KEY = "search-facet-choices-%s"
Groups = tuple[tuple[str, tuple[Option, ...]], ...]  # (group label, its options)


def all_choices() -> dict[str, Groups]:
    """{facet name: ((group label, ((key, label), …)), …)} in the language of the interface."""
    kept = cache.get_or_set(CACHE_KEY % get_language(), _load, CACHE_SECONDS)
    return cast(dict[str, Groups], kept)


def choices_of(name: str) -> Groups:
    return all_choices()[name]


def known_keys(name: str) -> set[str]:
    return {key for _group, options in choices_of(name) for key, _label in options}


def _load() -> dict[str, Groups]:
    return {
        facet.name: tuple((group, tuple(options)) for group, options in facet.choices())
        for facet in FACETS
    }


def forget(**kwargs: object) -> None:
    """Called when a term changes, so that this process shows it at once."""
    cache.delete(CACHE_KEY % get_language())
