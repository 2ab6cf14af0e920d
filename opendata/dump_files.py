"""The nightly files that are in place: which, how large, when made, with which checksums."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from search.kinds import Side

from . import ledger

STAMP = "%Y%m%dT%H%M%SZ"
CURRENT = "current"
SUMS = "SHA256SUMS"
ADDRESS = ".address"  # of the portal when the files were made: all of them hold links
TABLES = {"contributions": Side.SHARED, "record": Side.RECORD}  # and what each of them holds
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
FILES = {f"{table}.{form}": FORMS[form] for table in TABLES for form in FORMS} | {
    "taxonomy.json": "application/json",
    "datapackage.json": "application/json",
    "dataset.jsonld": "application/ld+json",
    "LICENCE.txt": "text/plain; charset=utf-8",
    SUMS: "text/plain; charset=utf-8",
}


def table_of(name: str) -> str:
    """What a file holds all of; nothing if it is about the others."""
    table = name.partition(".")[0]
    return table if table in TABLES else ""


class File(NamedTuple):
    name: str
    media_type: str
    size: int
    sha256: str


def made_at(folder: Path | None = None) -> datetime | None:
    """When the files of a folder, or those in place, were made; None before the first night."""
    folder = folder or settings.OPEN_DATA_DIR / CURRENT
    if not folder.exists():
        return None
    return datetime.strptime(folder.resolve().name, STAMP).replace(tzinfo=UTC)


def is_sound(moment: datetime | None) -> bool:
    """Whether everything in files of that time may still be seen, and their links lead here."""
    return moment is not None and _is_of_this_address() and not ledger.withdrawn_since(moment)


def _is_of_this_address() -> bool:
    note = settings.OPEN_DATA_DIR / CURRENT / ADDRESS
    return note.exists() and note.read_text() == settings.WAGTAILADMIN_BASE_URL


def is_complete() -> bool:
    """Whether the files in place are all that this release makes."""
    return all((settings.OPEN_DATA_DIR / CURRENT / name).exists() for name in FILES)


def listed(folder: Path | None = None) -> list[File]:
    """The files of a folder; by default of the one in place, if its files may be seen."""
    if folder is None:
        folder = settings.OPEN_DATA_DIR / CURRENT
        if not is_sound(made_at()):
            return []
    sums = _sums(folder)
    return [
        File(name, media_type, path.stat().st_size, sums.get(name) or sha256(path))
        for name, media_type in FILES.items()
        if (path := folder / name).exists()
    ]


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sums(folder: Path) -> dict[str, str]:
    path = folder / SUMS
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: total for total, name in (line.split("  ") for line in lines)}
