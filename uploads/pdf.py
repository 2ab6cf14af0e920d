"""PDF: one document, complete, without anything that acts by itself.

The parsing of a hostile file is done by a process of its own with little memory and time
(pdf_reader.py): whatever the file does to it, the portal goes on.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import pdf_reader

READER = Path(pdf_reader.__file__)
SECONDS = 15
HEAD = 1024
TAIL = 64 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
END_OF_FILE = b"\0 \r\n\t\x0c\x1a"  # Ctrl-Z ended files of DOS, and does so still
ZIP_END = b"PK\x05\x06"
SAID = {
    "active": gettext_lazy(
        "The PDF has something in it that acts by itself: script, a form that sends, a film or an "
        "attached file. Print it to a new PDF and send that one."
    ),
    "password": gettext_lazy("The PDF is protected by a password. Take the password away."),
    "pages": gettext_lazy("The PDF has too many pages (more than 2,000). Send it in parts."),
    "broken": gettext_lazy("The PDF is damaged or not complete. Print it to a new PDF."),
}


def look_at(file, kind, verdict: str = "") -> None:
    """`verdict` is that of the reader where it has been asked before, with others."""
    content = file.read()
    _look_at_head(content)
    if not content[-TAIL:].rstrip(END_OF_FILE).endswith(b"%%EOF"):
        raise ValidationError(SAID["broken"])
    if ZIP_END in content[-TAIL:]:
        raise ValidationError(_("The file is a PDF and another type of file at once."))
    verdict = verdict or "".join(verdicts([content]))
    if verdict != pdf_reader.FINE:
        raise ValidationError(SAID.get(verdict, SAID["broken"]))


def _look_at_head(content) -> None:
    """Programs put a byte order mark or empty lines in front; anything else could be a file of
    another type as well, although readers would skip it."""
    if content.removeprefix(BYTE_ORDER_MARK).lstrip(END_OF_FILE).startswith(b"%PDF-"):
        return
    if b"%PDF-" in content[:HEAD]:
        text = _(
            "Something else stands in front of the PDF. Open it, choose “Save as PDF” or print "
            "it to a new PDF, and upload that."
        )
        raise ValidationError(text)
    raise ValidationError(_("This is not a PDF, although its name says so."))


def verdicts(contents: Sequence[bytes]) -> list[str]:
    """The reader's word on each; none from that one on which stopped it."""
    sent = b"".join(len(each).to_bytes(pdf_reader.LENGTH) + each for each in contents)
    try:
        answer = subprocess.run(  # noqa: S603  our own file, nothing of the visitor's on the line
            [sys.executable, "-I", str(READER)],
            input=sent,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        ).stdout
    except subprocess.TimeoutExpired as error:
        answer = error.stdout or b""
    return answer.decode(errors="replace").split()
