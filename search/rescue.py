"""What is done when a search finds nothing: mend the spelling, then ask for any of the words."""

from dataclasses import replace

from django.utils.translation import gettext as _

from .engines.database_ranks import words_of
from .synonyms import expand


def search(engine, query):
    """(the query that was answered, its RawResults, a plain notice or an empty text)."""
    raw = engine.search(query)
    if raw.total or not query.text:
        return query, raw, ""
    for attempt, notice in _attempts(engine, query):
        found = engine.search(attempt)
        if found.total:
            return attempt, found, notice
    return query, raw, ""


def _attempts(engine, query):
    text = engine.correct(query.text)
    if text != query.text:
        notice = _("Nothing was found for “%(asked)s”. These results are for “%(meant)s”.")
        corrected = replace(query, text=text, variants=expand(text))
        yield corrected, notice % {"asked": query.text, "meant": text}
    if len(words_of(text)) > 1:
        notice = _("Nothing holds all the words “%s”. These results hold some of them.")
        yield replace(query, text=text, any_word=True), notice % text
