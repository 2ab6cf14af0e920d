"""Office Open XML: the right main part, no macros, no objects, nothing loaded from elsewhere."""

import re
from urllib.parse import unquote

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
# Word for Mac keeps QuickDraw pictures; a metafile may be compressed.
PICTURES |= {"avif", "dib", "emz", "heic", "jpe", "pcz", "pct", "pict", "wmz"}
OTHERS = {"webp", "wmf", "fntdata", "odttf", "psmdcp"}
# Settings of a printer, and named values that Excel keeps beside a sheet.
PLAIN_DATA = re.compile(r"/(printerSettings|customProperty)\d*\.bin$")
PROGRAMS = (b"\xd0\xcf\x11\xe0", b"PK", b"MZ", b"\x7fELF", b"#!", b"<")
ACTIVE_TYPE = re.compile("macroEnabled|vbaProject|activeX|oleObject|control", re.IGNORECASE)
# Kinds of reference that carry another document in, or fetch one.
ACTIVE_REFERENCE = re.compile(
    "/(vbaProject|attachedTemplate|oleObject|aFChunk|control|externalLink|externalLinkPath"
    "|frame|subDocument|mailMergeSource|package)$",
    re.IGNORECASE,
)
LINK = re.compile(r"(https?://|mailto:|tel:|#|[^:]*$)", re.IGNORECASE)
# The template that a text was begun with, on the disk of whoever wrote it: a drive of Windows, a
# folder of a Mac, or the bare name. A server, by address or by \\name, is not among them.
OWN_TEMPLATE = re.compile(
    r"(file:///)?[A-Z]:[\\/](?![\\/])[^:]*$"
    r"|file:/{3,4}(Users|Applications|Library)/[^:\\]*$"
    r"|(file:///)?Macintosh HD:[^\\/]*$"
    r"|[^:\\/]+$",
    re.IGNORECASE,
)
FIELD = re.compile(rb"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"")
DDE = re.compile(rb"\bDDE(AUTO)?\b|ddeLink")
MACROS = gettext_lazy(
    "The file holds macros or other programs. Save it without them, or as a PDF, and try again."
)


def look_at(package, kind, look_at_embedded) -> None:
    """`look_at_embedded(content, kind)` checks a file inside the file; None where none may be."""
    _look_at_types(package, kind)
    for name in package.namelist():
        if not name.endswith("/"):
            _look_at_part(package, name, look_at_embedded)


def _look_at_types(package, kind) -> None:
    types = {
        element.get("ContentType", "") for element in xml_parts.tree(package, TYPES_PART).iter()
    }
    if any(ACTIVE_TYPE.search(written) for written in types):
        raise ValidationError(MACROS)
    if MAIN_TYPES[kind] not in types:
        raise ValidationError(_("The content is of another type than the name says."))


def _look_at_part(package, name, look_at_embedded) -> None:
    ending = name.rpartition(".")[2].lower()
    if ending in XML:
        _look_at_xml(package, name, ending)
    elif "/embeddings/" in name:
        _look_at_embedded(package, name, ending, look_at_embedded)
    elif PLAIN_DATA.search(name):
        _refuse_programs(package, name)
    elif ending not in PICTURES | OTHERS:
        raise ValidationError(MACROS)


def _refuse_programs(package, name) -> None:
    with package.open(name) as part:
        if part.read(8).startswith(PROGRAMS):
            raise ValidationError(MACROS)


def _look_at_xml(package, name, ending) -> None:
    xml_parts.refuse_declarations(package, name)
    if ending == "rels":
        _look_at_references(xml_parts.tree(package, name))
    elif name.startswith(("word/", "xl/externalLinks/")):
        _refuse_commands(package.read(name))


def _look_at_references(references) -> None:
    for reference in references:
        kind, target = reference.get("Type", ""), unquote(reference.get("Target", "")).strip()
        if kind.endswith("/attachedTemplate") and OWN_TEMPLATE.match(target):
            continue
        if reference.get("TargetMode", "").lower() == "external":
            _refuse_reaching_out(kind, target)
        if ACTIVE_REFERENCE.search(kind) and not _is_chart_data(reference):
            raise ValidationError(MACROS)


def _refuse_reaching_out(kind, target) -> None:
    if not kind.endswith("/hyperlink"):
        text = _(
            "The file loads something from elsewhere: a template, picture or other file. Save it "
            "as a PDF and upload that."
        )
        raise ValidationError(text)
    if not LINK.match(target):
        text = _(
            "A link in the file leads to a file or program instead of a page on the web: "
            "“%s”. Remove the link, or save the file as a PDF and upload that."
        )
        raise ValidationError(text % target[:200])


def _is_chart_data(reference) -> bool:
    return reference.get("Type", "").endswith("/package") and reference.get(
        "Target", ""
    ).lower().endswith(".xlsx")


def _refuse_commands(content) -> None:
    """Fields that start another program (DDE); Word joins what stands in several pieces."""
    words = b"".join(part for found in FIELD.findall(content) for part in found)
    if DDE.search(words) or b"ddeLink" in content:
        raise ValidationError(MACROS)


def _look_at_embedded(package, name, ending, look_at_embedded) -> None:
    """The numbers behind a chart are a workbook of its own; nothing else may be embedded."""
    if ending != "xlsx" or look_at_embedded is None:
        raise ValidationError(MACROS)
    look_at_embedded(package.read(name), ending)
