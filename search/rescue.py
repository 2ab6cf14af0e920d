"""What is done for a search: misspelt words are mended, some of the words taken for all."""

from dataclasses import replace

from django.utils.translation import gettext as _

from common.stems import words_of

from .addresses import url_of
from .asking import ask_for
from .engines.base import Engine, RawResults
from .notices import Notice
from .query import SearchQuery
from .spelling import mended


def search(engine: Engine, query: SearchQuery) -> tuple[SearchQuery, RawResults, str]:
    """(the query that was answered, its RawResults, a plain notice or an empty text)."""
    raw, notice = engine.search(query), ""
    better = query.text if query.exact else mended(query.text, raw.unknown)
    if better != query.text:
        attempt = _asking_for(better, query)
        found = engine.search(attempt)
        if found.total:
            query, raw, notice = attempt, found, _mended(query, better)
    if raw.loosened or not raw.total:
        return _loosened(engine, query, raw, notice)
    return query, raw, notice


def _loosened(
    engine: Engine, query: SearchQuery, raw: RawResults, notice: str
) -> tuple[SearchQuery, RawResults, str]:
    """Without the name of a State that has shared nothing on it, else with any of the words."""
    asked = query.text
    beside = query.beside_states if query.states_first else ""
    if words_of(beside):
        attempt = _asking_for(beside, query)
        found = engine.search(attempt)
        if found.total and not found.loosened:
            said = _("No results contain all words of “%(asked)s”. Showing “%(meant)s” instead.")
            return attempt, found, notice or Notice(said % {"asked": asked, "meant": beside})
    if not raw.total:
        return query, raw, notice
    said = _("No results contain all words of “%s”. Showing results with some of them.")
    return replace(query, any_word=True), raw, notice or Notice(said % asked)


def _asking_for(text: str, query: SearchQuery) -> SearchQuery:
    return ask_for(
        text,
        selected=query.selected,
        sort=query.sort,
        page=query.page,
        page_size=query.page_size,
        only_counted=query.only_counted,
    )


def _mended(query: SearchQuery, text: str) -> Notice:
    as_typed = _("Search instead for “%s”.") % query.text
    address = url_of(replace(query, exact=True, page=1))
    return Notice(_("Showing results for “%s”.") % text, [(as_typed, address)])
