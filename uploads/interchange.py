"""Files of translators' programs: XLIFF, which is XML, and PO, which is plain text."""

from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import texts


def look_at(file, kind) -> None:
    if kind == "xlf":
        _look_at_xml(file)
    else:
        texts.look_at(file, kind)


def _look_at_xml(file) -> None:
    """To the end: a document type is where entities stand, and XLIFF needs none."""
    try:
        for _event, _element in iterparse(file, events=("end",), forbid_dtd=True):
            pass
    except DefusedXmlException as error:
        text = _("The file reaches for other files (XML entities). Save it again and try again.")
        raise ValidationError(text) from error
    except (ParseError, ValueError, LookupError) as error:
        text = _("The file is damaged. Open it in your program and save it again.")
        raise ValidationError(text) from error
