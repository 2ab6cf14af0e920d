"""Which searches find which of a few new contributions: the searches turned round.

Terms are compared here, once read for all the news together. Words are left to the search engine,
asked once for each distinct text and only about the news, so that an alert finds what a search
finds. Nothing is stored in the engine ahead of time.
"""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from search.asking import ask_for
from search.every import holding
from search.facets import FACETS
from search.query import MEANING, OFF, SearchQuery
from search.years import chosen_keys


class Matcher:
    """Answers for the contributions with these ids."""

    def __init__(self, ids) -> None:
        self.ids = frozenset(ids)
        self.members = {facet.name: self._members(facet) for facet in FACETS}
        self.texts = {}

    def _members(self, facet) -> Any:
        members = defaultdict(set)
        for key, pk in facet.pairs(Q(pk__in=self.ids)):
            members[key].add(pk)
        return members

    def match(self, params) -> set:
        """Ids that the search with these parameters finds."""
        asked = QueryDict(params)
        chosen = {name: tuple(chosen_keys(asked, name)) for name in self.members}
        found = set(self.ids)
        for name, keys in SearchQuery(selected=chosen).narrowed_by.items():
            if keys:
                found &= set().union(*(self.members[name].get(key, ()) for key in keys))
        # The engine is asked last, and only if the terms leave anything.
        if not found:
            return found
        return found & self._holding(asked.get("q", ""), asked.get(MEANING) != OFF)

    def _holding(self, text, meaning) -> frozenset[int] | set[int]:
        if not text:
            return self.ids
        if (text, meaning) not in self.texts:
            self.texts[text, meaning] = holding(ask_for(text, meaning=meaning), self.ids)
        return self.texts[text, meaning]
