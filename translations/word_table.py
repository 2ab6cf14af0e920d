"""A translation as a table in Word: key, original, translation."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import _Cell
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import LxmlError

from common.marked_text import to_marked
from common.text import clean, xml_safe
from practices.models import ContributionPage
from uploads import refuse_unsafe_form

from .passages import Passage
from .units import Unit, Units

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS = 3
BROKEN = (BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError, IndexError)


def write(page: ContributionPage, passages: list[Passage], language: str) -> bytes:
    document = Document()
    document.add_heading(xml_safe(f"{page.reference}: {page.title}"), 1)
    document.add_paragraph(_("Write in the last column, and change nothing in the first two."))
    if any(each.is_rich for each in passages):
        document.add_paragraph(
            _("**Words** are bold, __words__ italic, [words](1) the first link.")
        )
    table = document.add_table(rows=1, cols=COLUMNS)
    table.style = "Table Grid"
    _fill(table.rows[0], (_("Key"), _("Original"), _("Translation")))
    for each in passages:
        texts = (each.original, each.text)
        words = [to_marked(text, each.original) if each.is_rich else text for text in texts]
        _fill(table.add_row(), (each.key, *map(xml_safe, words)))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _fill(row, texts) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text


def read(file: File) -> Units:
    """Word says of no text that somebody has read it: what is unchanged is as unread as before."""
    refuse_unsafe_form(file, "docx")
    try:
        rows = [row.cells for table in Document(file).tables for row in table.rows]
        texts = [list(map(_text_of, cells)) for cells in rows if len(cells) == COLUMNS]
    except BROKEN as error:
        raise ValidationError(_("The file is damaged or not a plain form.")) from error
    found = ((key.strip(), clean(text).strip()) for key, _original, text in texts)
    return {key: Unit(text, is_unsure=True, is_typed=True) for key, text in found if text}


def _text_of(cell: _Cell) -> str:
    return "\n".join("".join(_parts_of(paragraph)) for paragraph in cell.paragraphs)


def _parts_of(paragraph: Paragraph) -> Iterator[str]:
    """With marks for what is bold, italic or a link in Word itself."""
    for part in paragraph.iter_inner_content():
        if isinstance(part, Hyperlink):
            yield f"[{part.text}]({part.url})" if part.url else part.text
        else:
            yield _with_marks(part)


def _with_marks(run: Run) -> str:
    text = run.text
    for mark, is_set in (("**", run.bold), ("__", run.italic)):
        words = text.strip()
        if is_set and words and mark not in text:
            text = text.replace(words, f"{mark}{words}{mark}")
    return text
