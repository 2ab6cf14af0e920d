"""Plain text and CSV: UTF-8 that does not look like anything else."""

import codecs

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HEAD = 4096
OTHER_BEGINNINGS = ("<", "%pdf", "{\\rtf", "gif8", "#!", "mz\x00")
MARKUP = ("<!doctype", "<html", "<script", "<svg", "<iframe", "<body")
PIECE = 64 * 1024


def look_at(file, kind) -> None:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    head = ""
    for piece in iter(lambda: file.read(PIECE), b""):
        text = _decoded(decoder, piece)
        head += text[: HEAD - len(head)]
    _decoded(decoder, b"", final=True)
    _refuse_markup(head.lstrip().lower())


def _decoded(decoder, piece, final=False) -> str:
    try:
        text = decoder.decode(piece, final)
    except UnicodeDecodeError as error:
        raise ValidationError(_("This is not plain text. Save the file as UTF-8.")) from error
    if any(sign < " " and sign not in "\n\r\t\f" for sign in text):
        raise ValidationError(_("This is not plain text: it has control characters in it."))
    return text


def _refuse_markup(head) -> None:
    if head.startswith(OTHER_BEGINNINGS) or any(tag in head for tag in MARKUP):
        raise ValidationError(_("This is not plain text: it begins like another type of file."))
