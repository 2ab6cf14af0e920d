"""One rebuild at a time: a lock that is free again when its holder dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

KEY = 1_934_211_048  # any number that no other program on the database uses


class AlreadyRunningError(Exception):
    """Another process holds the lock."""


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the lock for the block, or raise AlreadyRunningError at once."""
    manager = _in_database if connection.vendor == "postgresql" else _in_file
    with manager():
        yield


@contextmanager
def _in_database() -> Iterator[None]:
    # Of the session: PostgreSQL frees it when the connection ends, however it ends.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
        if not cursor.fetchone()[0]:
            raise AlreadyRunningError
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


@contextmanager
def _in_file() -> Iterator[None]:
    settings.VAR_DIR.mkdir(exist_ok=True)
    with (settings.VAR_DIR / f"rebuild-{settings.ELASTICSEARCH_ALIAS}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError from error
        yield
