"""Reading of a filled-in form: answers as a person sees them in Word, Writer, Excel or Calc."""

from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml.etree import LxmlError
from openpyxl.utils.exceptions import InvalidFileException

from uploads import refuse_unsafe_form

from . import open_sheet, open_text, sheet, word

READERS = {"docx": word.read, "odt": open_text.read, "xlsx": sheet.read, "ods": open_sheet.read}
BROKEN = (
    InvalidFileException,
    BadZipFile,
    LxmlError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
)


def kind_of(file) -> str:
    """docx, odt, xlsx or ods, by the name of the file."""
    ending = file.name.rpartition(".")[2].lower()
    if ending not in READERS:
        text = _("Give a Word or Writer document (.docx, .odt) or a spreadsheet (.xlsx, .ods).")
        raise ValidationError(text)
    return ending


def read(file) -> list:
    """[Answer] without those that are empty; ValidationError for a file that is no form."""
    answers = read_with(READERS, file)
    return [answer for answer in answers if answer.text or answer.left_out]


def read_with(readers, file) -> list:
    """What the reader for the kind of the file gives, once the file has been found to be safe."""
    kind = kind_of(file)
    refuse_unsafe_form(file, kind)
    try:
        return list(readers[kind](file))
    except BROKEN as error:  # what the libraries raise on a part that is not as it should be
        raise ValidationError(_("The file is damaged or not a plain form.")) from error
