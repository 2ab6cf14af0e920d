"""Member States and chapters for the filters of the officers' pages, kept for a moment."""

from django.core.cache import cache
from django.db.models import Model

from common.collation import in_order

from .models import Chapter, MemberState

SECONDS_KEPT = 30  # how long a filter may still show an old name


def states() -> list[MemberState]:
    return in_order(_kept("choices-states", MemberState), lambda state: state.name)


def chapters() -> list[Chapter]:
    return _kept("choices-chapters", Chapter)


def _kept(key: str, model: type[Model]) -> list:
    return cache.get_or_set(key, lambda: list(model._default_manager.all()), SECONDS_KEPT) or []
