"""Fallback of a search: misspelt words mended, some of the words taken for all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from django.utils.translation import gettext as _

from common.stems import words_of
from taxonomy.concepts import labels_of
from taxonomy.languages import Language

from .addresses import url_of
from .asking import ask_for
from .engines.base import Engine, RawResults
from .engines.together import Guess, Together
from .kinds import keys_of
from .notices import Notice
from .query import TYPE, SearchQuery
from .spelling import Unknown, mended


def search(engine: Engine, query: SearchQuery) -> tuple[SearchQuery, RawResults, str]:
    """(the query that was answered, its RawResults, a plain notice or an empty text)."""
    engine = Together.of(engine)
    raw, notice = engine.search(query), ""
    is_right = query.exact or _is_found_beside(query, raw)
    better = query.text if is_right else mended(query.text, _not_understood(query, raw))
    attempt = query if better == query.text else _asking_for(better, query)
    engine.prepare(_to_ask(query, raw, attempt, engine.guess))
    if better != query.text:
        found = engine.search(attempt)
        if found.total:
            query, raw, notice = attempt, found, _mended(query, better)
    if raw.loosened or not raw.total:
        return _loosened(engine, query, raw, notice)
    return query, raw, notice


def _is_found_beside(query: SearchQuery, raw: RawResults) -> bool:
    """What the side holds that is not searched is not misspelt."""
    return not set(raw.counts.get(TYPE, {})).isdisjoint(keys_of(*query.sides_beside))


def _not_understood(query: SearchQuery, raw: RawResults) -> Unknown:
    """A word that no text holds is right all the same if a concept that is asked for has it."""
    labels = (labels_of(query.concepts, language) for language in Language.values)
    right = {word for label in chain.from_iterable(labels) for word in words_of(label)}
    return {word: like for word, like in raw.unknown.items() if right.isdisjoint(words_of(word))}


def _to_ask(
    query: SearchQuery, raw: RawResults, attempt: SearchQuery, guess: Guess
) -> Iterator[SearchQuery]:
    """What may be needed, in the order of its use."""
    if attempt is not query:
        yield attempt
    if raw.loosened or not raw.total:
        for asked in (attempt, query):
            if words_of(_beside_states(asked)):
                yield _asking_for(_beside_states(asked), asked)
    if not raw.total:
        yield from guess(query)


def _beside_states(query: SearchQuery) -> str:
    return query.beside_states if query.states_first else ""


def _loosened(
    engine: Engine, query: SearchQuery, raw: RawResults, notice: str
) -> tuple[SearchQuery, RawResults, str]:
    """Without the name of a State that has shared nothing on it, else with any of the words."""
    asked = query.text
    beside = _beside_states(query)
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
        meaning=query.meaning,
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
