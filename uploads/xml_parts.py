"""XML inside packages, read with nothing that could reach out or blow up."""

from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 4 * 1024 * 1024  # of a part that is read as a whole


def refuse_declarations(package, name) -> None:
    """A document type is where entities stand, and none of these formats has one."""
    with package.open(name) as part:
        _parsed(lambda: next(iterparse(part, events=("start",), forbid_dtd=True), None))


def tree(package, name) -> Any:
    if package.getinfo(name).file_size > MOST_BYTES:
        raise ValidationError(_("The file unpacks to far more than it seems to be."))
    return _parsed(lambda: fromstring(package.read(name), forbid_dtd=True))


def _parsed(parse) -> Any:
    try:
        return parse()
    except DefusedXmlException as error:
        text = _("The file reaches for other files (XML entities). Save it again and try again.")
        raise ValidationError(text) from error
    except (ParseError, ValueError, LookupError) as error:
        text = _("The file is damaged. Open it in your program and save it again.")
        raise ValidationError(text) from error
