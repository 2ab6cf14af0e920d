"""Keys and labels of every facet, kept for a moment: each results page reads them."""

from common.kept_values import KeptInEachLanguage

from .facets import FACETS, Option

CACHE_SECONDS = 30  # how long another process may still show an old label
Groups = tuple[tuple[str, tuple[Option, ...]], ...]  # (group label, its options)


def all_choices() -> dict[str, Groups]:
    """{facet name: ((group label, ((key, label), …)), …)} in the language of the interface."""
    return _choices.get()


def choices_of(name: str) -> Groups:
    return all_choices()[name]


def known_keys(name: str) -> set[str]:
    return {key for _group, options in choices_of(name) for key, _label in options}


def _load() -> dict[str, Groups]:
    return {
        facet.name: tuple((group, tuple(options)) for group, options in facet.choices())
        for facet in FACETS
    }


_choices = KeptInEachLanguage("search-facet-choices", _load, CACHE_SECONDS)
forget = _choices.forget  # when a term changes, so that this process shows it at once
