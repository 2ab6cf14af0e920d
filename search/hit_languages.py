"""Hits in the visitor's language, where a current translation of the contribution is public."""

from collections.abc import Collection
from dataclasses import replace

from taxonomy.concepts import labels_of
from translations.lists import Listed, in_languages

from . import snippets
from .hits import Hit
from .spans import Asked, asked_for, labels_asked_for


def in_visitors_language(hits: list[Hit], text: str, concepts: Collection[str]) -> list[Hit]:
    """The same hits; one query for all of them.

    Where the words stand in a translation alone, and there is none for the visitor, that is shown.
    """
    listed = in_languages({hit.pk: hit.matched for hit in hits})
    asked = {language: _asked(text, concepts, language) for language in _languages(listed)}
    return [
        _translated(hit, found, asked[found.language]) if (found := listed.get(hit.pk)) else hit
        for hit in hits
    ]


def _languages(listed: dict[int, Listed]) -> set[str]:
    return {each.language for each in listed.values()}


def _asked(text: str, concepts: Collection[str], language: str) -> Asked:
    return asked_for(text) + labels_asked_for(labels_of(concepts, language), language)


def _translated(hit: Hit, listed: Listed, asked: Asked) -> Hit:
    return replace(
        hit,
        title=snippets.to_html(snippets.mark_words(listed.title, asked)),
        snippet=snippets.to_html(snippets.passage_of(listed.summary, asked)),
        language=listed.language,
        direction=listed.direction,
        translated=listed.label,
        translated_title=listed.title,
    )
