"""Writing of workbooks: every text stays text, in several cells where one cannot hold it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import IO, Protocol

from odfdo import Cell, Document, Row, Table
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from common.text import escape_excel, xml_safe

from .cells import Value, heading_of_part, parts_of


class Writable(Protocol):
    """A binary file, or a response."""

    def write(self, data: bytes, /) -> object: ...


def write_xlsx(file: Writable, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """openpyxl writes rows to the disk as they come, so memory stays small."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in _split(columns, rows):
        sheet.append([_xlsx_cell(sheet, value) for value in cells])
    book.save(file)


def _xlsx_cell(sheet: WriteOnlyWorksheet, value: Value) -> object:
    if not isinstance(value, str) or not value:
        return value
    cell = WriteOnlyCell(sheet, escape_excel(xml_safe(value)))
    cell.data_type = "s"  # openpyxl would make a formula of what begins with =
    return cell


def write_ods(file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("1")
    for cells in _split(columns, rows):
        row = Row()
        row.extend_cells([_ods_cell(value) for value in cells])
        table.append_row(row)
    document.body.append(table)
    document.save(file)  # type: ignore[arg-type]  # any binary file will do


def _ods_cell(value: Value) -> Cell:
    return Cell(xml_safe(value) if isinstance(value, str) else value)


def _split(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[list[Value]]:
    """The headings and all rows; a column has as many parts as its longest text needs.

    The headings are known only when every row was seen, so the rows wait in a file.
    """
    widths = [1] * len(columns)
    with TemporaryFile("w+", encoding="utf-8", newline="") as waiting:
        for row in rows:
            parts = [parts_of(value) if isinstance(value, str) else [value] for value in row]
            widths = [max(width, len(each)) for width, each in zip(widths, parts, strict=True)]
            waiting.write(json.dumps(parts) + "\n")
        yield [
            heading_of_part(name, number)
            for name, width in zip(columns, widths, strict=True)
            for number in range(1, width + 1)
        ]
        waiting.seek(0)
        for line in waiting:
            padded = zip(json.loads(line), widths, strict=True)
            yield [
                value for parts, width in padded for value in [*parts, *[""] * (width - len(parts))]
            ]
