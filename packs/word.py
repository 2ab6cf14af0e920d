"""A session pack as a Word document: A4, headings, tables with header rows, languages marked."""

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from . import word_runs
from .same_zip import packed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDTH, HEIGHT, MARGIN = 21.0, 29.7, 2.0  # cm: A4
LINE = WIDTH - 2 * MARGIN
IN_TABLES = "Table Text"
DARK = RGBColor(0x1F, 0x38, 0x64)  # the headings of Word's own template are too pale to read


def write(document: dict) -> bytes:
    made = Document()
    _set_up(made, document)
    for block in document["blocks"]:
        WRITERS[block["block"]](made, block, document)
    file = BytesIO()
    made.save(file)
    return packed(file.getvalue())


def _set_up(made: WordDocument, document: dict) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(WIDTH), Cm(HEIGHT)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    _say_where_from(made, document)
    _style(made)
    word_runs.set_language(made, document)
    if document["direction"] == "rtl":
        section._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")
    footer = section.footer.paragraphs[0]
    word_runs.fill(footer, [{"text": f"{document['footer']} – "}], document)
    word_runs.number_of_page(footer)


def _say_where_from(made: WordDocument, document: dict) -> None:
    """Nothing of who writes the file, nor when: the moment is that of the snapshot."""
    core = made.core_properties
    core.title, core.language = document["title"][:255], document["language"]
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    moment = datetime.fromisoformat(document["moment"]).replace(tzinfo=None, microsecond=0)
    core.created = core.modified = moment
    core.revision = 1


def _style(made: WordDocument) -> None:
    styles = made.styles
    for level in (1, 2, 3):
        styles[f"Heading {level}"].font.color.rgb = DARK
    styles["Caption"].font.color.rgb = DARK
    styles["Caption"].paragraph_format.keep_with_next = True
    small = styles.add_style(IN_TABLES, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = styles["Normal"]
    small.font.size = Pt(9)
    small.paragraph_format.space_after = Pt(2)
    word_runs.size_from_the_right(small.element.get_or_add_rPr(), small.font.size)


def _heading(made: WordDocument, block: dict, document: dict) -> None:
    paragraph = made.add_heading("", int(block["level"]))
    word_runs.fill(paragraph, block["runs"], document)


def _paragraph(made: WordDocument, block: dict, document: dict) -> None:
    word_runs.fill(made.add_paragraph(), block["runs"], document)


def _table(made: WordDocument, block: dict, document: dict) -> None:
    word_runs.fill(made.add_paragraph(style="Caption"), [block["caption"]], document)
    table = made.add_table(0, len(block["columns"]), "Table Grid")
    table.autofit = False
    for column, part in zip(table.columns, block["widths"], strict=True):
        column.width = Cm(LINE * int(part) / 100)
    word_runs.describe_table(table, block["caption"]["text"], document)
    _mark_as_header(_add_row(table, block["columns"], document, strong=True))
    for row in block["rows"]:
        _add_row(table, [cell or [[]] for cell in row], document)
    made.add_paragraph()


def _add_row(table: Table, cells: list, document: dict, strong: bool = False) -> _Row:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, paragraphs in zip(row.cells, cells, strict=True):
        for at, runs in enumerate(paragraphs):
            kept = [run | {"strong": True} for run in runs] if strong else runs
            word_runs.fill(_line(cell, at), kept, document)
    return row


def _line(cell: _Cell, at: int) -> Paragraph:
    """The style by its id: looking it up by name took most of the time of a long table."""
    paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
    paragraph._p.style = IN_TABLES.replace(" ", "")
    return paragraph


def _mark_as_header(row: _Row) -> None:
    """Repeated on each page, and read out as the header of its column."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E8EDF5")):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


WRITERS = {"heading": _heading, "paragraph": _paragraph, "table": _table}
