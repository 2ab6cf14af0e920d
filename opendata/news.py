"""One round after publications: the ledger looks, and partners' messages are queued with it."""

from django.db import transaction

from . import ledger
from .webhooks import sending


def gather() -> int:
    """Look until nothing is new; the number of contributions published, changed or withdrawn."""
    total = 0
    while number := _gather_some():
        total += number
    return total


@transaction.atomic
def _gather_some() -> int:
    changes = ledger.look()
    sending.queue(changes)
    return len(changes.published) + len(changes.changed) + len(changes.withdrawn)
