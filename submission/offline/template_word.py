"""The empty form as a Word document (.docx)."""

from django.conf import settings
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor

from . import guidance, questions

LABEL, ANSWER, HIGH = Cm(6.5), Cm(10.5), Cm(2.4)
QUIET = RGBColor(0x4A, 0x4A, 0x4A)
HEADING = "E7EEF4"


def write(model, file) -> None:
    document = Document()
    describe(document, guidance.title_of(model))
    shape(document)
    document.add_heading(guidance.title_of(model), level=0)
    document.add_paragraph(guidance.introduction())
    for step, asked in questions.by_step(model):
        document.add_heading(str(step.title), level=1)
        document.add_paragraph(str(step.help)).paragraph_format.keep_with_next = True
        _table(document, str(step.title), asked)
    if guidance.is_right_to_left():
        mirror(document)
    document.save(file)


def describe(document, title) -> None:
    """What programs and screen readers say of the file; python-docx writes its own name."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = settings.WAGTAIL_SITE_NAME
    properties.title = title
    properties.language = guidance.language()
    properties.comments = ""


def shape(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.size = Pt(10.5)
    for language in document.styles.element.iter(qn("w:lang")):
        language.attrib.update(dict.fromkeys(LANGUAGES, guidance.language()))


LANGUAGES = tuple(qn(f"w:{name}") for name in ("val", "eastAsia", "bidi"))


def _table(document, title, asked) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    set_property(table._tbl.tblPr, "w:tblCaption", title)
    set_property(table._tbl.tblPr, "w:tblDescription", guidance.introduction())
    _headings(table)
    for question in asked:
        row = table.add_row()
        row.height = None if question.is_line else HIGH  # at least
        left, right = row.cells
        left.width, right.width = LABEL, ANSWER
        left.paragraphs[0].add_run(question.label).bold = True
        for line in guidance.of_question(question):
            run = left.add_paragraph().add_run(line)
            run.font.size, run.font.color.rgb = Pt(9), QUIET
            run.bold = line == guidance.required() or None
    for column, width in zip(table.columns, (LABEL, ANSWER), strict=True):
        column.width = width


def _headings(table) -> None:
    """Said again at the top of each page that the table reaches."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(row.cells, guidance.headings(), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        shade = OxmlElement("w:shd")
        shade.attrib.update({qn("w:val"): "clear", qn("w:fill"): HEADING})
        cell._tc.get_or_add_tcPr().append(shade)


def set_property(properties, name, value) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    properties.append(element)


def mirror(document) -> None:
    """Right to left, when all of it is written."""
    paragraphs = list(document.paragraphs)
    for table in document.tables:
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        paragraphs += [line for row in table.rows for cell in row.cells for line in cell.paragraphs]
    for paragraph in paragraphs:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT  # which is where a line begins
        for run in paragraph.runs:
            run.font.rtl = True
