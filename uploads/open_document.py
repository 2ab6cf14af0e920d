"""OpenDocument: the type it says it is, no scripts, nothing loaded from elsewhere."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import xml_parts

TYPES = {
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odt": b"application/vnd.oasis.opendocument.text",
}
SCRIPTS = ("basic/", "scripts/", "dialogs/")
KNOWN = {
    "xml",
    "rdf",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "svm",
    "emf",
    "wmf",
    "webp",
    "ttf",
    "otf",
}
LISTENER = re.compile(rb"<script:event-listener|<script:script|<office:script\b", re.IGNORECASE)
FROM_ELSEWHERE = re.compile(
    rb"<(?:draw:(?:image|object|object-ole|plugin|applet|floating-frame)|table:table-source"
    rb"|text:section-source|table:cell-range-source|office:dde-source|form:connection-resource)"
    rb"\b[^>]*xlink:href=[\"'](?!\.?/|#|Pictures/|Object)|<office:dde-source",
    re.IGNORECASE,
)
MACROS = gettext_lazy(
    "The file holds macros or other programs. Save it without them, or as a PDF, and try again."
)


def look_at(package, kind, look_at_embedded) -> None:
    first = package.infolist()[0]
    if first.filename != "mimetype" or package.read(first) != TYPES[kind]:
        raise ValidationError(_("The content is of another type than the name says."))
    for name in package.namelist()[1:]:
        if not name.endswith("/"):
            _look_at_part(package, name)


def _look_at_part(package, name) -> None:
    ending = name.rpartition(".")[2].lower()
    is_preview = name.startswith("ObjectReplacements/")
    if name.lower().startswith(SCRIPTS) or (ending not in KNOWN and not is_preview):
        raise ValidationError(MACROS)
    # LibreOffice writes a list of shortcuts without a byte in it.
    if ending in ("xml", "rdf") and package.getinfo(name).file_size:
        xml_parts.refuse_declarations(package, name)
        _look_at_text(package.read(name))


def _look_at_text(content) -> None:
    if LISTENER.search(content):
        raise ValidationError(MACROS)
    if FROM_ELSEWHERE.search(content):
        text = _("The file loads something from elsewhere: a template, picture or other file.")
        raise ValidationError(text)
