"""What to try when a search finds nothing: only what finds something."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from common.stems import words_of

from .addresses import url_of
from .asking import ask_for
from .engines.base import Engine
from .query import SearchQuery
from .states_asked import pages_to_try

WORDS_OFFERED = 4


def things_to_try(engine: Engine, query: SearchQuery) -> list[tuple[str, str]]:
    """(text, address) pairs, the smallest step first."""
    pages = pages_to_try(query) if query.text else []
    tries = [*_smaller_steps(query), (_("Everything that has been shared"), SearchQuery())]
    found = [(text, url_of(other)) for text, other in tries if _finds_something(engine, other)]
    return pages + found


def _smaller_steps(query: SearchQuery) -> Iterator[tuple[str, SearchQuery]]:
    if not (query.selected and query.text):
        return  # that pages hold one of the words has been tried already
    everywhere = replace(query, selected={}, page=1)
    yield _("The same words without filters"), everywhere
    words = list(dict.fromkeys(words_of(query.text)))[:WORDS_OFFERED]
    if len(words) > 1:
        for word in words:
            yield _("Only “%s”") % word, ask_for(word)


def _finds_something(engine: Engine, query: SearchQuery) -> bool:
    return engine.search(replace(query, page_size=1)).total > 0
