"""Office Open XML: the right main part, no macros, no objects, nothing loaded from elsewhere."""

import io
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import xml_parts

TYPES_PART = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument."
MAIN_TYPES = {
    "docx": MAIN + "wordprocessingml.document.main+xml",
    "pptx": MAIN + "presentationml.presentation.main+xml",
    "xlsx": MAIN + "spreadsheetml.sheet.main+xml",
}
XML = {"rels", "vml", "xml"}
PICTURES = {"bmp", "emf", "gif", "ico", "jfif", "jpeg", "jpg", "png", "svg", "tif", "tiff", "wdp"}
OTHERS = {"webp", "wmf", "fntdata", "odttf", "psmdcp"}
PRINTER = re.compile(r"/printerSettings\d*\.bin$")
ACTIVE_TYPE = re.compile("macroEnabled|vbaProject|activeX|oleObject|control", re.IGNORECASE)
# Kinds of reference that carry another document in, or fetch one.
ACTIVE_REFERENCE = re.compile(
    "/(vbaProject|attachedTemplate|oleObject|aFChunk|control|externalLink|externalLinkPath"
    "|frame|subDocument|mailMergeSource|package)$",
    re.IGNORECASE,
)
LINK = re.compile(r"(https?://|mailto:|#|[^:]*$)", re.IGNORECASE)
FIELD = re.compile(rb"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"")
DDE = re.compile(rb"\bDDE(AUTO)?\b|ddeLink")
MACROS = gettext_lazy(
    "The file holds macros or other programs. Save it without them, or as a PDF, and try again."
)


def look_at(package, kind, depth):
    _look_at_types(package, kind)
    for name in package.namelist():
        if not name.endswith("/"):
            _look_at_part(package, name, depth)


def _look_at_types(package, kind):
    types = {
        element.get("ContentType", "") for element in xml_parts.tree(package, TYPES_PART).iter()
    }
    if any(ACTIVE_TYPE.search(written) for written in types):
        raise ValidationError(MACROS)
    if MAIN_TYPES[kind] not in types:
        raise ValidationError(_("The content is of another type than the name says."))


def _look_at_part(package, name, depth):
    ending = name.rpartition(".")[2].lower()
    if ending in XML:
        _look_at_xml(package, name, ending)
    elif "/embeddings/" in name:
        _look_at_embedded(package, name, ending, depth)
    elif ending not in PICTURES | OTHERS and not PRINTER.search(name):
        raise ValidationError(MACROS)


def _look_at_xml(package, name, ending):
    xml_parts.refuse_declarations(package, name)
    if ending == "rels":
        _look_at_references(xml_parts.tree(package, name))
    elif name.startswith(("word/", "xl/externalLinks/")):
        _refuse_commands(package.read(name))


def _look_at_references(references):
    for reference in references:
        away = reference.get("TargetMode", "").lower() == "external"
        is_link = reference.get("Type", "").endswith("/hyperlink")
        if away and not (is_link and LINK.match(reference.get("Target", "").strip())):
            text = _("The file loads something from elsewhere: a template, picture or other file.")
            raise ValidationError(text)
        if ACTIVE_REFERENCE.search(reference.get("Type", "")) and not _is_chart_data(reference):
            raise ValidationError(MACROS)


def _is_chart_data(reference):
    return reference.get("Type", "").endswith("/package") and reference.get(
        "Target", ""
    ).lower().endswith(".xlsx")


def _refuse_commands(content):
    """Fields that start another program (DDE); Word joins what stands in several pieces."""
    words = b"".join(part for found in FIELD.findall(content) for part in found)
    if DDE.search(words) or b"ddeLink" in content:
        raise ValidationError(MACROS)


def _look_at_embedded(package, name, ending, depth):
    """The numbers behind a chart are a workbook of its own; nothing else may be embedded."""
    if ending != "xlsx" or depth:
        raise ValidationError(MACROS)
    from . import packages  # which begins here again, one level down

    inner = io.BytesIO(package.read(name))
    inner.size = len(inner.getvalue())
    packages.look_at(inner, ending, depth=1)
