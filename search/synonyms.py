"""Puts the Secretariat's synonyms into a question; takes effect at once, without a reindex."""

import re

from django.core.cache import cache

from .models import Synonyms

CACHE_KEY = "search-synonyms"
CACHE_SECONDS = 30  # how long another process may still use an old list
MOST_VARIANTS = 6
MOST_WORDS = 8  # of a question that is worth widening


def expand(text: str) -> tuple[str, ...]:
    """Up to six texts that mean the same, each with a term put in another's place."""
    texts = [text]
    if len(text.split()) > MOST_WORDS:
        return ()
    for terms in groups():
        for variant in list(texts):
            texts += [other for other in _replaced(variant, terms) if other not in texts]
            if len(texts) > MOST_VARIANTS:
                return tuple(texts[1 : MOST_VARIANTS + 1])
    return tuple(texts[1:])


def groups() -> list[list[str]]:
    return cache.get_or_set(CACHE_KEY, _load, CACHE_SECONDS) or []


def _load() -> list[list[str]]:
    return [entry.term_list for entry in Synonyms.objects.all()]


def forget(**kwargs: object) -> None:
    cache.delete(CACHE_KEY)


def _replaced(text: str, terms: list[str]) -> list[str]:
    # The longest first: "opioid agonist therapy" before a shorter term inside it.
    for term in sorted(terms, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(term)}(?!\w)"
        if re.search(pattern, text, re.IGNORECASE):
            return [
                re.sub(pattern, other.replace("\\", r"\\"), text, flags=re.IGNORECASE)
                for other in terms
                if other.lower() != term.lower()
            ]
    return []
