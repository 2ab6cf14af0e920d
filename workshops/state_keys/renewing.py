"""A new key of a State: its rows are sealed anew in the background, then the old key is deleted.

`rotation` changes the portal's own key, with which those of States are wrapped.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from taxonomy.models import MemberState
from workshops import sealing
from workshops.models import Sealed, StateKey

AT_ONCE = 1000  # rows of a run of the schedule
# Whoever took the old key for the newest one before it was replaced has written by then.
UNTIL_DELETED = timedelta(hours=1)


@transaction.atomic
def begin(state: MemberState) -> StateKey | None:
    """Whatever is sealed from now on is sealed with it; None for a State that has no key."""
    newest = StateKey.objects.select_for_update().filter(state=state).order_by("-number").first()
    if newest is None:
        return None
    wrapped = sealing.new_key()
    return StateKey.objects.create(state=state, number=newest.number + 1, wrapped=wrapped)


def go_on(most: int = AT_ONCE) -> int:
    """Seal so many rows anew that stand under an older key, and delete keys that are not needed."""
    done = 0
    for old in list(_old_keys()):
        newest = StateKey.objects.current(old.state)
        for row in _rows_under(old, most - done):
            with suppress(sealing.SealBrokenError):  # what cannot be read keeps its key
                done += _seal_anew(row, newest)
        _delete(old, newest)
    return done


def _old_keys() -> Iterator[StateKey]:
    newer = StateKey.objects.filter(state=OuterRef("state"), number__gt=OuterRef("number"))
    return StateKey.objects.filter(Exists(newer)).select_related("state").iterator()


def _rows_under(key: StateKey, most: int) -> Iterator[Sealed]:
    for model in _models():
        rows = model._default_manager.filter(key=key)[: max(0, most)]
        for row in rows:
            row.key = key  # unwrapped once
            most -= 1
            yield row


def _models() -> list[type[Sealed]]:
    return [model for model in apps.get_models() if issubclass(model, Sealed)]


def _seal_anew(row: Sealed, newest: StateKey) -> bool:
    """Unless somebody writes to the row at this moment, who seals it with the newest key anyway."""
    before = row.sealed
    row.seal_with(newest, row.data)
    same = type(row)._default_manager.filter(pk=row.pk, sealed=before)
    return bool(same.update(key=newest, sealed=row.sealed))


@transaction.atomic
def _delete(old: StateKey, newest: StateKey) -> None:
    if newest.created_at > timezone.now() - UNTIL_DELETED:
        return
    # Waits for whoever is about to store a row under it.
    StateKey.objects.select_for_update().filter(pk=old.pk).first()
    if not any(model._default_manager.filter(key=old).exists() for model in _models()):
        old.delete()
