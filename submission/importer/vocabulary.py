"""States and terms that rows name, read once for an import and not once for each row."""

from functools import cache

from django.db.models import Model

from taxonomy import state_names
from taxonomy.models import MemberState


class Vocabulary:
    def __init__(self) -> None:
        self.state = cache(self._state)
        self.terms = cache(self._terms)

    def _state(self, written: str) -> MemberState | None:
        return state_names.find(written)

    def _terms(self, model: type[Model], key: str) -> dict[str, Model]:
        """{key as people write it: term}"""
        return {str(getattr(term, key)): term for term in model._default_manager.all()}
