"""The results as an Excel workbook: what they are on the first sheet, each table on its own."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.text import escape_excel

SHADE = PatternFill("solid", fgColor="E8EDF5")
WIDTH = 110  # characters of a page on its side
HEADER = 45  # points: three lines
DAY = "yyyy-mm-dd"


def write(document: dict) -> bytes:
    book = Workbook()
    _properties(book, document)
    about = book.active
    about.title = _sheet_title(document["title"])
    _set_up(about, document)
    about.column_dimensions["A"].width = WIDTH
    for block in document["blocks"]:
        if block["block"] == "table":
            _table(book.create_sheet(_sheet_title(block["caption"]["text"])), block, document)
        else:
            _line(about, block)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _properties(book: Workbook, document: dict) -> None:
    """Nothing of who writes the file."""
    book.properties.title, book.properties.language = document["title"], document["language"]
    book.properties.creator = book.properties.lastModifiedBy = ""


def _sheet_title(words: str) -> str:
    """Excel takes 31 characters, and none of its own signs."""
    return "".join(" " if sign in r"[]:*?/\'" else sign for sign in words)[:31].strip()


def _set_up(sheet: Worksheet, document: dict) -> None:
    """A4 on its side, as many pages long as it takes."""
    sheet.sheet_view.rightToLeft = document["direction"] == "rtl"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _line(sheet: Worksheet, block: dict) -> None:
    cell = sheet.cell(sheet.max_row + 1 if sheet["A1"].value else 1, 1)
    _put(cell, _text(block["runs"]))
    cell.font = Font(bold=block["block"] == "heading", size=14 if block.get("level") == "1" else 11)


def _table(sheet: Worksheet, block: dict, document: dict) -> None:
    """The first row is fixed on the screen, and repeated on each page of paper."""
    _set_up(sheet, document)
    for row, cells in enumerate([block["columns"], *block["rows"]], start=1):
        for column, paragraphs in enumerate(cells, start=1):
            cell = sheet.cell(row, column)
            _put(cell, _value(paragraphs))
            if row == 1:
                cell.font, cell.fill = Font(bold=True), SHADE
    for number, width in enumerate(block["widths"], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(10, WIDTH * int(width) / 100)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.row_dimensions[1].height = HEADER


def _value(paragraphs: list) -> str | int | date:
    """Numbers and days as such, to be counted and sorted."""
    for runs in paragraphs:
        for run in runs:
            if "value" in run:
                return run["value"]
    return "\n".join(map(_text, paragraphs))


def _text(runs: list) -> str:
    return "".join(run["text"] for run in runs)


def _put(cell: Cell, value: str | int | date) -> None:
    """What begins with = stays a text."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.value = escape_excel(value)
        cell.data_type = "s"
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = DAY
