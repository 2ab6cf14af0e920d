"""The formats in which a session pack is handed out."""

from collections.abc import Callable
from dataclasses import dataclass

from . import page, word


@dataclass(frozen=True)
class FileFormat:
    label: str
    media_type: str
    write: Callable[[dict], bytes]


FILE_FORMATS = {
    "html": FileFormat("HTML", "text/html; charset=utf-8", page.write),
    "docx": FileFormat("Word", word.MEDIA_TYPE, word.write),
}
