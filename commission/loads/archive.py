"""The files that a table names: in ZIP files, or in a folder of this machine."""

import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from common.folding import folded
from uploads import packages

MOST_FILES = 20_000
MOST_UNPACKED = 8 * 1024**3
# What systems put beside the files of a person.
ASIDE = {".ds_store", "thumbs.db", "desktop.ini"}
ASIDE_FOLDERS = {"__macosx"}
LINK = 0o120000


@dataclass(frozen=True)
class Entry:
    """A file; `path` is its name with the folders above it, `crc` tells its content."""

    path: str
    size: int
    crc: int
    source: "zipfile.ZipFile | Path"

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    def read(self) -> ContentFile:
        """No more of it than may be kept: what a ZIP says of its size may be wrong."""
        most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        try:
            with self._open() as file:
                content = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise ValidationError(_("The file is damaged: %s.") % self.path) from error
        return ContentFile(content, self.name)

    def _open(self) -> IO[bytes]:
        if isinstance(self.source, Path):
            return (self.source / self.path).open("rb")
        return self.source.open(self.path)


class Archive:
    """Files by name, or by their path where two have the same name."""

    def __init__(self, sources: Iterable["zipfile.ZipFile | Path"] = ()) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.named: set[str] = set()
        for source in sources:
            for entry in _entries(source):
                for name in {_key(entry.path), _key(entry.name)}:
                    self.entries.setdefault(name, []).append(entry)

    def find(self, written: str) -> Entry:
        found = self.entries.get(_key(written), [])
        contents = {(entry.crc, entry.size) for entry in found}
        if not found:
            raise ValidationError(_("The file “%s” is not among the files.") % written)
        if len(contents) > 1:
            message = _("Several files are called “%s”. Write the folder as well: folder/name.")
            raise ValidationError(message % written)
        self.named.add(found[0].path)
        return found[0]

    def unnamed(self) -> list[str]:
        """Files that no row has asked for."""
        paths = {entry.path for entries in self.entries.values() for entry in entries}
        return sorted(paths - self.named)


def opened(file: IO[bytes], size: int) -> zipfile.ZipFile:
    """A ZIP file that unpacks to no more than it may, and nowhere else."""
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ValidationError(_("This is not a ZIP file that can be read.")) from error
    packages.look_at_directory(package, size, MOST_FILES, MOST_UNPACKED)
    if any((part.external_attr >> 16) & 0o170000 == LINK for part in package.infolist()):
        raise ValidationError(_("The ZIP file holds links to other files. Pack the files again."))
    return package


def _entries(source: "zipfile.ZipFile | Path") -> Iterator[Entry]:
    found = _of_folder(source) if isinstance(source, Path) else _of_zip(source)
    for entry in found:
        parts = [part.lower() for part in PurePosixPath(entry.path).parts]
        if parts[-1] not in ASIDE and not ASIDE_FOLDERS & set(parts[:-1]):
            yield entry


def _of_zip(package: zipfile.ZipFile) -> Iterator[Entry]:
    for part in package.infolist():
        if not part.is_dir():
            yield Entry(part.filename, part.file_size, part.CRC, package)


def _of_folder(folder: Path) -> Iterator[Entry]:
    """Links are left out: they may lead to whatever this machine holds."""
    root = folder.resolve()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.resolve() == path:
            content = path.read_bytes()
            place = path.relative_to(root).as_posix()
            yield Entry(place, len(content), zlib.crc32(content), root)


def _key(name: str) -> str:
    """Names as people write them: whatever case, composition of accents, or direction of slash."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/")).strip().strip("/")
    return folded(plain)
