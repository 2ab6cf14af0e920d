"""Uploaded files, kept whole or not at all: a full disk and an undone change leave nothing."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import transaction

log = logging.getLogger(__name__)

_written = ContextVar("files written by the change under way", default=None)


class StorageUnavailableError(OSError):
    """The files cannot be reached now; it will pass."""


class Written(File):
    """A file that FileSystemStorage moves to its place instead of copying it."""

    def temporary_file_path(self) -> str | None:
        return self.name


class WholeFiles(FileSystemStorage):
    """Writes beside the place and moves there: Django leaves half a file on a full disk."""

    def _save(self, name, content) -> str:
        os.makedirs(self.location, exist_ok=True)
        handle, path = tempfile.mkstemp(prefix=".incoming-", dir=self.location)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(content.chunks())
            name = super()._save(name, Written(None, path))
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(path)
            raise
        note(self, name)
        return name


def note(storage, name) -> None:
    """The file belongs to the change under way, if there is one."""
    written = _written.get()
    if written is not None:
        written.append((storage, name))


@contextmanager
def whole() -> Iterator:
    """A transaction; the files written in it go when it is undone."""
    written, kept = [], False
    token = _written.set(written)
    try:
        with transaction.atomic():
            yield
            wanted = not transaction.get_rollback()
        kept = wanted  # a failed commit never comes here
    finally:
        _written.reset(token)
        if not kept:
            for storage, name in written:
                _take_back(storage, name)


def _take_back(storage, name) -> None:
    """A file too many does no harm; why the change was undone must still be told."""
    try:
        storage.delete(name)
    except OSError:
        log.exception("a file of an undone change stays: %s", name)
