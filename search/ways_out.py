"""Suggestions for a search that finds nothing: only what finds something."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from common.stems import words_of

from .addresses import url_of
from .asking import ask_for
from .engines.base import Engine
from .engines.together import Together
from .query import SearchQuery
from .states_asked import pages_to_try

WORDS_OFFERED = 4


def things_to_try(engine: Engine, query: SearchQuery) -> list[tuple[str, str]]:
    """(text, address) pairs, the smallest step first."""
    engine = Together.of(engine)
    engine.prepare(queries(query))
    pages = pages_to_try(query) if query.text else []
    found = [
        (text, url_of(other)) for text, other in _tries(query) if engine.search(_short(other)).total
    ]
    return pages + found


def queries(query: SearchQuery) -> list[SearchQuery]:
    """What things_to_try() asks the engine."""
    return [_short(other) for _text, other in _tries(query)]


def _short(query: SearchQuery) -> SearchQuery:
    return replace(query, page_size=1, counts_facets=False)


def _tries(query: SearchQuery) -> list[tuple[str, SearchQuery]]:
    return [*_smaller_steps(query), (_("Everything that has been shared"), SearchQuery())]


def _smaller_steps(query: SearchQuery) -> Iterator[tuple[str, SearchQuery]]:
    if not (query.selected and query.text):
        return  # that pages hold one of the words has been tried already
    everywhere = replace(query, selected={}, page=1)
    yield _("The same words without filters"), everywhere
    words = list(dict.fromkeys(words_of(query.text)))[:WORDS_OFFERED]
    if len(words) > 1:
        for word in words:
            yield _("Only “%s”") % word, ask_for(word, meaning=query.meaning)
