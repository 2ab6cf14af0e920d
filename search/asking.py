"""SearchQuery of a text: with its synonyms and the Member States it names."""

from collections.abc import Mapping
from typing import TypedDict, Unpack

from common.text import bare

from .phrases import parse
from .query import SearchQuery
from .states_asked import named
from .synonyms import expand


class Rest(TypedDict, total=False):
    """The fields of a SearchQuery that have nothing to do with its text."""

    exact: bool
    selected: Mapping[str, tuple[str, ...]]
    sort: str
    page: int
    page_size: int


def ask_for(text: str, **rest: Unpack[Rest]) -> SearchQuery:
    """What every search by text asks, whether of a page, an alert or a program."""
    text = bare(text)
    if not text:
        return SearchQuery(**rest)
    return SearchQuery(text=text, variants=expand(parse(text).text), **named(text), **rest)
