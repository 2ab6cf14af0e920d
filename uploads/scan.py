"""Asks a virus scanner (clamd), where one is configured: CLAMD_URL=tcp://host:3310 or unix:///path.

A scanner that does not answer lets nothing in.
"""

import socket
import struct
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SECONDS = 20
PIECE = 64 * 1024
END = struct.pack("!L", 0)


def look_at(file) -> None:
    if not settings.CLAMD_URL:
        return
    file.seek(0)
    try:
        answer = _ask(file)
    except OSError as error:
        text = _("The file could not be checked for viruses just now. Try again later.")
        raise ValidationError(text) from error
    if not answer.endswith("OK"):
        raise ValidationError(_("The virus scanner refuses this file."))


def _ask(file) -> str:
    """The INSTREAM command of clamd: pieces with their length in front, then a length of zero."""
    with _connected() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for piece in iter(lambda: file.read(PIECE), b""):
            scanner.sendall(struct.pack("!L", len(piece)) + piece)
        scanner.sendall(END)
        with scanner.makefile("rb") as answer:
            return answer.read(PIECE).rstrip(b"\0\n").decode(errors="replace")


def _connected() -> Any:
    parts = urlsplit(settings.CLAMD_URL)
    if parts.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(SECONDS)
        scanner.connect(parts.path)
        return scanner
    return socket.create_connection((parts.hostname, parts.port or 3310), timeout=SECONDS)
