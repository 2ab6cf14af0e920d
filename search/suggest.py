"""What a visitor may mean while typing: titles, Member States and topics."""

from itertools import islice

from common.cjk import has_chinese
from common.folding import folded
from practices.models import ContributionPage
from taxonomy.state_names import names, plain

from .choices import choices_of
from .engines.base import Engine

SHORTEST = 2  # characters typed before anything is offered
MOST_TITLES, MOST_TERMS = 6, 4
TERM_FACETS = ("state", "chapter", "challenge")


def suggestions(engine: Engine, text: str) -> list[str]:
    """Texts to search for, the terms of the taxonomy first."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    return list(dict.fromkeys([*_terms(text), *_titles(engine, text)]))


def _titles(engine: Engine, text: str) -> list[str]:
    ids = engine.complete(text, MOST_TITLES)
    titles = dict(
        ContributionPage.objects.published().filter(pk__in=ids).values_list("pk", "title")
    )
    return [titles[pk] for pk in ids if pk in titles]


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
