"""Which Office files are opened at all: small, plain, and without anything that runs or calls out.

Word and Excel files are ZIP archives of XML. Both are looked through before a library reads them.
"""

import zipfile
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_FILE = 5 * 1024 * 1024
MAX_ENTRIES = 500
MAX_UNPACKED = 50 * 1024 * 1024
MAX_XML = 10 * 1024 * 1024
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
RUNS = ("vbaproject", "activex", "oleobject", "macrosheets", "externallinks")


def check(file, form):
    """Raise ValidationError, in plain words, for a file that is not opened."""
    if file.size > MAX_FILE:
        raise ValidationError(_("The file is larger than 5 MB. Leave images out; add them later."))
    try:
        with zipfile.ZipFile(file) as archive:
            _check_archive(archive, form)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        # RuntimeError is how zipfile says that an entry is locked with a password.
        raise ValidationError(_("This is not a .%s file, or it is locked.") % form) from error
    finally:
        file.seek(0)


def _check_archive(archive, form):
    entries = archive.infolist()
    xml = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    if len(entries) > MAX_ENTRIES or _size(entries) > MAX_UNPACKED or _size(xml) > MAX_XML:
        raise ValidationError(_("The file unpacks to more than a form can hold."))
    if MAIN[form] not in archive.namelist():
        raise ValidationError(_("This is not a .%s file, or it is locked.") % form)
    if any(part in entry.filename.lower() for entry in entries for part in RUNS):
        raise ValidationError(_("The file holds macros or other files. Save it without them."))
    for entry in xml:
        _check_xml(archive.read(entry))


def _size(entries):
    return sum(entry.file_size for entry in entries)


def _check_xml(data):
    try:
        parseString(data, _Targets(), forbid_dtd=True)
    except (SAXException, DefusedXmlException, ValueError) as error:
        raise ValidationError(_("The file is damaged or not a plain form.")) from error


class _Targets(ContentHandler):
    """Links may lead outside; templates, images and data are not fetched from anywhere."""

    def startElement(self, name, attrs):  # noqa: N802  named by the standard library
        outside = attrs.get("TargetMode", "").lower() == "external"
        if outside and not attrs.get("Type", "").endswith("/hyperlink"):
            raise ValidationError(_("The file refers to a template or data elsewhere."))
        if "macroEnabled" in attrs.get("ContentType", ""):
            raise ValidationError(_("The file holds macros or other files. Save it without them."))
