"""The results as an Excel workbook: what they are on the first sheet, each table on its own."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.text import escape_excel
from submission.offline import guidance
from submission.offline.template_excel import LINE, SHADE, GrowingRow, print_on_pages

WIDTH = 110  # characters of a page on its side
DAY = "yyyy-mm-dd"


def write(document: dict) -> bytes:
    book = Workbook()
    _properties(book, document)
    about = book.active
    about.title = _sheet_title(document["title"])
    about.sheet_view.rightToLeft = document["direction"] == "rtl"
    print_on_pages(about, None)
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


def _line(sheet: Worksheet, block: dict) -> None:
    row, words = sheet.max_row + 1 if sheet["A1"].value else 1, _text(block["runs"])
    cell = sheet.cell(row, 1)
    _put(cell, words)
    size = 14 if block.get("level") == "1" else 11
    cell.font = Font(bold=block["block"] == "heading", size=size)
    height = LINE * guidance.lines_in(words, WIDTH) + 4
    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=height)


def _table(sheet: Worksheet, block: dict, document: dict) -> None:
    """The first row is fixed on the screen, and repeated on each page of paper."""
    sheet.sheet_view.rightToLeft = document["direction"] == "rtl"
    widths = [max(12, WIDTH * int(width) // 100) for width in block["widths"]]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, cells in enumerate([block["columns"], *block["rows"]], start=1):
        lines = 1
        for column, paragraphs in enumerate(cells, start=1):
            cell, value = sheet.cell(row, column), _value(paragraphs)
            _put(cell, value)
            lines = max(lines, guidance.lines_in(str(value), widths[column - 1]))
            if row == 1:
                cell.font, cell.fill = Font(bold=True), SHADE
        sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=LINE * lines + 4)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    print_on_pages(sheet, "1:1")


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
