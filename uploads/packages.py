"""Word, Excel, PowerPoint and OpenDocument files: packages of XML, looked into before unpacking."""

import io
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import office, open_document

START = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
END_OF_DIRECTORY = 22  # its length, when no comment follows
MOST_PARTS = 3000
MOST_UNPACKED = 200 * 1024 * 1024
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
BROKEN = gettext_lazy("The file is damaged. Open it in your program and save it again.")


def look_at(file, kind, is_embedded=False) -> None:
    _look_at_ends(file)
    try:
        with zipfile.ZipFile(file) as package:
            look_at_directory(package, file.size)
            inside = open_document if kind in open_document.TYPES else office
            inside.look_at(package, kind, None if is_embedded else _look_at_embedded)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as error:
        raise ValidationError(BROKEN) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise ValidationError(_("The file is protected by a password. Take it away.")) from error


def _look_at_embedded(content: bytes, kind: str) -> None:
    inner = io.BytesIO(content)
    inner.size = len(content)
    look_at(inner, kind, is_embedded=True)


def _look_at_ends(file) -> None:
    """The package is the whole file: nothing stands before it or after it."""
    file.seek(0)
    head = file.read(4)
    if head == OLD_OFFICE:
        text = _(
            "The file is in an old format or has a password. Save it as .docx, .xlsx or .pptx."
        )
        raise ValidationError(text)
    if head != START:
        raise ValidationError(_("The content is of another type than the name says."))
    file.seek(max(0, file.size - END_OF_DIRECTORY))
    if file.read(4) != b"PK\x05\x06":
        raise ValidationError(BROKEN)


def look_at_directory(package, size, most_parts=MOST_PARTS, most_unpacked=MOST_UNPACKED) -> None:
    """What it says of itself, before anything is unpacked."""
    parts = package.infolist()
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > most_parts or unpacked > most_unpacked:
        raise ValidationError(_("The file unpacks to far more than it seems to be."))
    # Parts that share their bytes, or a name: programs would not read what was looked at.
    if packed > size or len({part.filename.lower() for part in parts}) < len(parts):
        raise ValidationError(BROKEN)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise ValidationError(_("The file is protected by a password. Take it away."))
    if any(part.compress_type not in METHODS or _leads_out(part.filename) for part in parts):
        raise ValidationError(BROKEN)


def _leads_out(name) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name
