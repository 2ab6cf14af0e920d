"""SearchQuery of a text: with its synonyms and the Member States it names."""

from common.text import bare

from .phrases import parse
from .query import SearchQuery
from .states_asked import named
from .synonyms import expand


def ask_for(text: str, **rest: object) -> SearchQuery:
    """What every search by text asks, whether of a page, an alert or a program."""
    text = bare(text)
    if not text:
        return SearchQuery(**rest)
    return SearchQuery(text=text, variants=expand(parse(text).text), **named(text), **rest)
