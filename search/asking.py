"""SearchQuery of a text: with its synonyms, its concepts and the Member States it names."""

from typing import TypedDict, Unpack

from common.text import bare

from .meaning import with_concepts
from .phrases import parse
from .query import SearchQuery, Selected
from .states_asked import named
from .synonyms import with_kin
from .wording import Meant, Term, content


class Options(TypedDict, total=False):
    """The fields of a SearchQuery that have nothing to do with its text."""

    exact: bool
    meaning: bool
    only_counted: bool
    selected: Selected
    sort: str
    page: int
    page_size: int


def ask_for(text: str, **rest: Unpack[Options]) -> SearchQuery:
    """What every search by text asks, whether of a page, an alert or a program."""
    text = bare(text)
    if not text:
        return SearchQuery(**rest)
    states = named(text)
    asks_for_meaning = rest.get("meaning", True)
    terms, meant = _read(text, asks_for_meaning)
    beside = states["beside_states"]
    beside_terms, beside_meant = (
        (terms, meant) if beside == text else _read(beside, asks_for_meaning)
    )
    return SearchQuery(
        text=text,
        terms=terms,
        meant=meant,
        beside_terms=beside_terms,
        beside_meant=beside_meant,
        **states,
        **rest,
    )


def _read(text: str, asks_for_meaning: bool) -> tuple[tuple[Term, ...], tuple[Meant, ...]]:
    if not text:
        return (), ()
    words = content(parse(text).text)
    terms = with_kin(words)
    return terms, with_concepts(words, terms) if asks_for_meaning else ()
