"""The order in which a file is looked at: name and size, then content, then the virus scanner."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from common.lists import listed

from . import interchange, names, packages, pdf, pictures, scan, texts

LOOKS = {
    "csv": texts.look_at,
    "docx": packages.look_at,
    "ods": packages.look_at,
    "odt": packages.look_at,
    "pdf": pdf.look_at,
    "pptx": packages.look_at,
    "txt": texts.look_at,
    "xlsx": packages.look_at,
}


def accept_document(file, look_at=None) -> File:
    """The file, safe to keep, under a name that is safe as well.

    `look_at` stands in for the look at its kind where a part of that has been done before.
    """
    kind = _kind(file, LOOKS)
    _look(file, kind, look_at or LOOKS[kind])
    file.name = names.safe(file.name, kind)
    file.accepted = True  # so that the guard need not look again
    return file


def accept_image(file) -> File:
    """A new file with the picture and nothing else: no place, no camera, nothing behind it."""
    kind = _kind(file, pictures.FORMATS)
    _look(file, kind, pictures.look_at)
    picture = pictures.painted_anew(file, names.stem(file.name))
    picture.accepted = True
    return picture


def refuse_unsafe_workbook(file, kind="xlsx") -> None:
    """For imports, which read a file and do not keep it."""
    _look(file, kind, LOOKS[kind])


def refuse_unsafe_form(file, kind) -> None:
    """For filled-in forms, which are read by the portal itself and not kept."""
    _look(file, kind, LOOKS[kind])


def refuse_unsafe_translation(file, kind) -> None:
    """For XLIFF and PO, which are read and not kept."""
    _look(file, kind, interchange.look_at)


def _kind(file, kinds) -> str:
    kind = names.kind_of(file.name)
    if kind not in kinds:
        text = _("Files of this type cannot be kept. Use one of: %s.")
        raise ValidationError(text % listed(sorted(kinds)))
    return kind


def _look(file, kind, look_at) -> None:
    _refuse_size(file.size)
    try:
        file.seek(0)
        look_at(file, kind)
        scan.look_at(file)
    finally:
        file.seek(0)


def _refuse_size(size) -> None:
    if not size:
        raise ValidationError(_("The file is empty. Choose it again."))
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if size > most:
        sizes = {"size": filesizeformat(size), "most": filesizeformat(most)}
        raise ValidationError(_("The file is %(size)s; at most %(most)s can be kept.") % sizes)
