"""What is done when a search finds nothing: mend the spelling, then ask for any of the words."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from common.stems import words_of

from .addresses import url_of
from .asking import ask_for
from .engines.base import Engine, RawResults
from .notices import Notice
from .query import SearchQuery
from .spelling import corrected


def search(engine: Engine, query: SearchQuery) -> tuple[SearchQuery, RawResults, str]:
    """(the query that was answered, its RawResults, a plain notice or an empty text)."""
    raw = engine.search(query)
    if raw.total or not query.text:
        return query, raw, ""
    for attempt, notice in _attempts(engine, query):
        found = engine.search(attempt)
        if found.total:
            return attempt, found, notice
    return query, raw, ""


def _attempts(engine: Engine, query: SearchQuery) -> Iterator[tuple[SearchQuery, str]]:
    text = query.text if query.exact else corrected(engine, query.text)
    if text != query.text:
        yield _asking_for(text, query), _mended(query, text)
    beside = ask_for(text).beside_states if query.states_first else text
    if beside != text and words_of(beside):
        notice = _("No results contain all words of “%(asked)s”. Showing “%(meant)s” instead.")
        yield _asking_for(beside, query), Notice(notice % {"asked": query.text, "meant": beside})
    if len(words_of(beside)) > 1:
        notice = _("No results contain all words of “%s”. Showing results with some of them.")
        attempt = replace(_asking_for(beside, query), any_word=True)
        yield attempt, Notice(notice % text)


def _asking_for(text: str, query: SearchQuery) -> SearchQuery:
    return ask_for(
        text,
        selected=query.selected,
        sort=query.sort,
        page=query.page,
        page_size=query.page_size,
    )


def _mended(query: SearchQuery, text: str) -> Notice:
    as_typed = _("Search instead for “%s”.") % query.text
    address = url_of(replace(query, exact=True, page=1))
    return Notice(_("Showing results for “%s”.") % text, [(as_typed, address)])
