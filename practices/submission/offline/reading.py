"""Reads a filled-in form: pairs of question and answer, as they were written."""

from contextlib import closing
from itertools import islice
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from practices.importer.columns import as_text

from . import archives

MAX_ROWS = 300
BROKEN = (
    PackageNotFoundError,
    InvalidFileException,
    BadZipFile,
    LxmlError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
)


def form_of(file):
    """docx or xlsx, by the name of the file."""
    ending = file.name.rpartition(".")[2].lower()
    if ending not in READERS:
        raise ValidationError(_("Give a Word document (.docx) or a spreadsheet (.xlsx)."))
    return ending


def read(file):
    """[(question, answer)] without empty answers; ValidationError for a file that is no form."""
    form = form_of(file)
    archives.check(file, form)
    try:
        pairs = list(READERS[form](file))
    except BROKEN as error:  # what the libraries raise on a part that is not as it should be
        raise ValidationError(_("The file is damaged or not a plain form.")) from error
    return [(question, answer) for question, answer in pairs if question and answer]


def _read_docx(file):
    rows = (row for table in Document(file).tables for row in table.rows)
    for row in islice(rows, MAX_ROWS):
        cells = row.cells
        if len(cells) > 1:
            yield cells[0].paragraphs[0].text.strip(), _text_of(cells[1])


def _text_of(cell):
    lines = [_line(paragraph) for paragraph in cell.paragraphs]
    return "\n".join(lines).strip()


def _line(paragraph):
    """A list of Word's own is a list in the form as well."""
    properties = paragraph._p.pPr
    is_listed = properties is not None and properties.numPr is not None
    is_listed = is_listed or paragraph.style.name.startswith("List")
    return f"- {paragraph.text}" if is_listed and paragraph.text.strip() else paragraph.text


def _read_xlsx(file):
    with closing(load_workbook(file, read_only=True, data_only=True)) as book:
        for row in book.active.iter_rows(min_row=2, max_row=MAX_ROWS, max_col=2, values_only=True):
            question, answer = (*row, None, None)[:2]
            yield as_text(question).strip(), as_text(answer).strip()


READERS = {"docx": _read_docx, "xlsx": _read_xlsx}
