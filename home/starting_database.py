"""Starting database of `make run`: a SQLite file in which migrations have been applied already.

Most of these are Wagtail's, and applying them takes longer than all the sample content. What has
been added since the file was made is applied on top of it.
"""

import lzma
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.backends.base.base import BaseDatabaseWrapper

FILE = Path(__file__).parent / "data" / "starting.sqlite3.xz"


def unpack(connection: BaseDatabaseWrapper) -> None:
    """Begin an SQLite database with the file, unless there is one; others begin empty."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return
    path = Path(connection.settings_dict["NAME"])
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    with lzma.open(FILE) as packed, unfinished.open("wb") as target:
        shutil.copyfileobj(packed, target)
    unfinished.rename(path)


def pack(path: Path) -> None:
    """Make the file of a database to which nothing but migrations has been applied."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(path)) as database:
        compact = Path(folder) / "compact.sqlite3"
        database.execute("VACUUM INTO ?", [str(compact)])
        FILE.write_bytes(lzma.compress(compact.read_bytes(), preset=lzma.PRESET_EXTREME))
