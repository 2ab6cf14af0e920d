"""SearchQuery of a text: with its synonyms and the Member States it names."""

from typing import TypedDict, Unpack

from common.text import bare

from .phrases import parse
from .query import SearchQuery, Selected
from .states_asked import named
from .synonyms import with_kin
from .wording import Term, content


class Options(TypedDict, total=False):
    """The fields of a SearchQuery that have nothing to do with its text."""

    exact: bool
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
    return SearchQuery(
        text=text,
        terms=_terms(text),
        beside_terms=_terms(states["beside_states"]),
        **states,
        **rest,
    )


def _terms(text: str) -> tuple[Term, ...]:
    return with_kin(content(parse(text).text)) if text else ()
