"""The empty form as an Excel workbook (.xlsx)."""

from django.conf import settings
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from . import guidance, questions

WIDTHS = {"A": 30, "B": 70, "C": 60}
LINE = 15  # points
THIN = Border(*[Side(style="thin", color="B5C0CA")] * 4)
SHADE = PatternFill("solid", fgColor="E7EEF4")


class GrowingRow(RowDimension):
    """A row with a height to begin with, which grows with what is typed into it."""

    customHeight = False  # noqa: N815  named by openpyxl


def write(model, file) -> None:
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = settings.WAGTAIL_SITE_NAME
    book.properties.title = guidance.title_of(model)
    book.properties.language = guidance.language()
    sheet = book.active
    sheet.title = guidance.title_of(model)[:31]
    sheet.append([*guidance.headings(), guidance.introduction()])
    for _step, asked in questions.by_step(model):
        for question in asked:
            sheet.append([question.label, None, "\n".join(guidance.of_question(question))])
            _offer(sheet, question)
    _shape(sheet)
    print_on_pages(sheet, headings="1:1")
    book.save(file)


def _offer(sheet, question) -> None:
    """A list to choose from, where one answer is asked for."""
    listed = ",".join(guidance.choices(question))
    if not listed or question.many or len(listed) > 250:  # Excel's own limit is 255
        return
    choice = DataValidation("list", f'"{listed}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"B{sheet.max_row}")


def _shape(sheet) -> None:
    sheet.freeze_panes = "B2"
    sheet.sheet_view.rightToLeft = guidance.is_right_to_left()
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows():
        number = row[0].row
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = THIN
            if number == 1:
                cell.fill, cell.font = SHADE, Font(bold=True)
        row[0].font = Font(bold=True)
        row[1].number_format = "@"  # text: a spreadsheet makes dates of years and dots
        lines = max(guidance.lines_in(cell.value, WIDTHS[cell.column_letter]) for cell in row)
        sheet.row_dimensions[number] = GrowingRow(sheet, index=number, ht=LINE * lines + 4)


def print_on_pages(sheet, headings) -> None:
    """`headings` are the rows that each page begins with."""
    sheet.print_title_rows = headings
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
