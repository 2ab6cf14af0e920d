"""Which searches find which of a few new contributions: the searches turned round.

Terms are compared here, once read for all the news together. Words are left to the search engine,
asked once for each distinct text and only about the news, so that an alert finds what a search
finds. Nothing is stored in the engine ahead of time.
"""

from collections import defaultdict
from typing import Any

from django.http import QueryDict

from search.every import holding
from search.facets import FACETS
from search.years import chosen_keys


class Matcher:
    """Answers for the contributions with these ids."""

    def __init__(self, ids) -> None:
        self.ids = frozenset(ids)
        self.members = {facet.name: self._members(facet) for facet in FACETS}
        self.texts = {"": self.ids}

    def _members(self, facet) -> Any:
        members = defaultdict(set)
        for key, pk in facet.pairs(self.ids):
            members[key].add(pk)
        return members

    def match(self, params) -> set:
        """Ids that the search with these parameters finds."""
        asked = QueryDict(params)
        found = set(self.ids)
        for name, members in self.members.items():
            if keys := chosen_keys(asked, name):
                found &= set().union(*(members.get(key, ()) for key in keys))
        # The engine is asked last, and only if the terms leave anything.
        return found & self._holding(asked.get("q", "")) if found else found

    def _holding(self, text) -> frozenset[int] | set[int]:
        if text not in self.texts:
            self.texts[text] = holding(text, self.ids)
        return self.texts[text]
