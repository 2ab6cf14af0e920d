"""The empty form as a Word document and as a spreadsheet, to fill in away from the portal."""

from docx import Document
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from .guidance import headings, introduction, of_question, title_of
from .questions import by_step

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_docx(model, file):
    document = Document()
    document.add_heading(title_of(model), level=0)
    document.add_paragraph(introduction())
    for step, asked in by_step(model):
        document.add_heading(str(step.title), level=1)
        document.add_paragraph(str(step.help))
        _table(document, asked)
    document.save(file)


def _table(document, asked):
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for question in asked:
        left, right = table.add_row().cells
        left.width, right.width = Cm(6), Cm(10.5)
        left.paragraphs[0].add_run(question.label).bold = True
        for line in of_question(question):
            left.add_paragraph().add_run(line).font.size = Pt(9)


def write_xlsx(model, file):
    book = Workbook()
    sheet = book.active
    for column, width in (("A", 32), ("B", 80), ("C", 60)):
        sheet.column_dimensions[column].width = width
    sheet.append([*headings(), introduction()])
    sheet.freeze_panes = "A2"
    for _step, asked in by_step(model):
        for question in asked:
            sheet.append([question.label, None, "\n".join(of_question(question))])
            _offer(sheet, question)
    _shape(sheet)
    book.save(file)


def _offer(sheet, question):
    """A list to choose from, where one answer is asked for."""
    short = ["yes", "no"] if question.is_yes_or_no else [label for _v, label in question.options]
    listed = ",".join(short)
    if not short or question.many or len(listed) > 250:  # Excel's own limit is 255
        return
    choice = DataValidation("list", f'"{listed}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"B{sheet.max_row}")


def _shape(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = WRAPPED
        row[0].font = Font(bold=True)
        row[1].number_format = "@"  # text: a spreadsheet makes dates of years and dots


WRITERS = {"docx": (write_docx, DOCX), "xlsx": (write_xlsx, XLSX)}
