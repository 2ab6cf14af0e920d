"""Rows that the tests of a file share, where making them takes longer than a test.

They stay to the end of the file: tests that need the portal without them stand in another one.
What a test changes goes with the test, as always; what it changes in an object in memory stays.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction

from . import late_indexes


def shared(make: Callable[[], Any], blocker: Any) -> Iterator[Any]:
    """What `make` returns, for a fixture of a module to `yield from`, with `django_db_blocker`."""
    with blocker.unblock(), transaction.atomic():
        with late_indexes.late():
            made = make()
            late_indexes.write()
        yield made
        transaction.set_rollback(True)
