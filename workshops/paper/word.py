"""The form as a Word document (.docx): a table for each item, with boxes to tick."""

from copy import deepcopy

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.table import CT_Tbl
from docx.shared import Cm, Pt
from docx.table import Table

from common.text import xml_safe
from submission.offline import guidance
from submission.offline.questions import CHECKED, UNCHECKED
from submission.offline.template_word import (
    HEADING,
    QUIET,
    describe,
    mirror,
    set_property,
    shape,
)

from . import questions
from .form import PaperForm

NO_BREAK = "\u00a0"  # between a box and its words
LABEL, ANSWER, HIGH = Cm(5), Cm(12), Cm(1.2)
BOX = """<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox>
<w14:checked w14:val="{ticked}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>
<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>
<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic"
 w:eastAsia="MS Gothic"/></w:rPr><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"""


def write(form: PaperForm, file) -> None:
    document = Document()
    describe(document, form.title)
    shape(document)
    _line(document.add_heading(level=0), form.title)
    document.add_paragraph(introduction())
    _hide(document.add_paragraph(), form.mark)
    asked = list(questions.asked().values())
    blank = _blank(document, asked)
    for chapter, items in form.by_chapter():
        document.add_heading(f"{chapter.number}. {chapter.label}", level=1)
        for item in items:
            after = document.add_paragraph()
            after.paragraph_format.space_after = Pt(2)
            after._p.addprevious(table := deepcopy(blank))
            _fill(Table(table, after._parent), form, item, asked)
    if guidance.is_right_to_left():
        mirror(document)
        _keep_references(document)
    document.save(file)


def introduction() -> str:
    return _(
        "Tick a box and write beside each question. A box that stays empty changes nothing. Leave "
        "the references as they are: the portal finds the items by them. What you send back is "
        "shown to you before anything is saved."
    )


def _blank(document, asked) -> CT_Tbl:
    """The table of every item, taken out again: copying is faster than building."""
    table = document.add_table(rows=1 + len(asked), cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (LABEL, ANSWER), strict=True):
        column.width = width
    first, *rows = table.rows
    _head(first)
    for row, question in zip(rows, asked, strict=True):
        _ask(row, question)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, (LABEL, ANSWER), strict=True):
            cell.width = width
    document.element.body.remove(table._tbl)
    return table._tbl


def _head(row) -> None:
    """Place for what the item is called, and its marks; said again at the top of the next page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    left, _right = row.cells
    _strong(left.paragraphs[0], questions.item_heading())
    left.add_paragraph()
    left.add_paragraph()
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
        shade = OxmlElement("w:shd")
        shade.attrib.update({qn("w:val"): "clear", qn("w:fill"): HEADING})
        cell._tc.get_or_add_tcPr().append(shade)


def _ask(row, question) -> None:
    left, _right = row.cells
    left.paragraphs[0].add_run(question.label)
    if hint := questions.hint(question):
        _quiet(left.add_paragraph(), hint)
    if not guidance.choices(question):
        row.height = None if question.is_line else HIGH  # at least


def _fill(table, form, item, asked) -> None:
    set_property(table._tbl.tblPr, "w:tblCaption", item.label)
    first, *rows = table.rows
    left, right = first.cells
    _heading, key, base = left.paragraphs
    _quiet(key, item.key)
    _hide(base, form.base(item))
    _strong(right.paragraphs[0], item.label)
    for row, question in zip(rows, asked, strict=True):
        _answer(row.cells[1], question, form.said(item).get(question.name))


def _answer(cell, question, value) -> None:
    if choices := guidance.choices(question):
        _boxes(cell.paragraphs[0], choices, _chosen(question, value))
    else:
        _write(cell, value or "")


def _chosen(question, value) -> str | None:
    """The label of what is stored."""
    if question.is_yes_or_no:
        return _("yes") if value else None
    return dict(question.options).get(value)


def _boxes(paragraph, choices, chosen) -> None:
    for choice in choices:
        sign = CHECKED if choice == chosen else UNCHECKED
        paragraph._p.append(parse_xml(BOX.format(ticked=int(sign == CHECKED), sign=sign)))
        paragraph.add_run(f"{NO_BREAK}{capfirst(choice)}    ")


def _write(cell, text) -> None:
    for number, line in enumerate(text.split("\n")):
        _line(cell.add_paragraph() if number else cell.paragraphs[0], line)


def _line(paragraph, text) -> None:
    paragraph.add_run(xml_safe(text))


def _strong(paragraph, text) -> None:
    font = paragraph.add_run(text).font
    font.bold = font.cs_bold = True  # of Arabic, a property of its own


def _quiet(paragraph, text) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8), QUIET


def _keep_references(document) -> None:
    """They are read from left to right in every language."""
    for table in document.tables:
        for run in table.cell(0, 0).paragraphs[1].runs:
            run.font.rtl = False


def _hide(paragraph, mark) -> None:
    """A line of its own: programs that show hidden text do not mix it with what is read."""
    paragraph.add_run(mark).font.hidden = True
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(1)
