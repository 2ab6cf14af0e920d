"""One round after publications: the ledger looks, and partners' messages are queued with it."""

from collections.abc import Callable

from django.db import transaction

from practices.models import PublicationEvent

from . import ledger
from .webhooks import sending


def gather() -> int:
    """Read all new events; the number of contributions published, changed or withdrawn."""
    total = 0
    while PublicationEvent.objects.unnoticed().exists():
        total += _gather_some(ledger.look)
    return total


def reconcile() -> int:
    """Compare everything, whatever the events say; the same number."""
    total = gather()
    while number := _gather_some(ledger.reconcile):
        total += number
    return total


@transaction.atomic
def _gather_some(look: Callable[[], ledger.Changes]) -> int:
    changes = look()
    sending.queue(changes)
    return len(changes.published) + len(changes.changed) + len(changes.withdrawn)
