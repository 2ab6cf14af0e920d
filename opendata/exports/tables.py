"""Contributions as CSV, XLSX and JSON Lines; each form takes pages one by one and keeps none."""

import csv
import json
from tempfile import TemporaryFile

from openpyxl import Workbook

from common.text import xml_safe
from opendata.reading import contributions
from practices.cells import safe

from .rows import COLUMNS, Supersessions, cells, row

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that this is UTF-8
LINES_AT_ONCE = 100


def rows_of(ids):
    order = Supersessions(ids)
    for page in contributions(order.in_order(ids)):
        yield row(page, order.key_of_older(page.pk))


def safe_cells(values):
    return [safe(_clean(cell)) for cell in cells(values)]


def _clean(cell):
    return xml_safe(cell) if isinstance(cell, str) else cell


class _Echo:
    """The csv module writes to a file; this one hands back what it is given."""

    def write(self, text):
        return text


def csv_parts(ids):
    write = csv.writer(_Echo()).writerow
    yield BYTE_ORDER_MARK + write(COLUMNS)
    for values in rows_of(ids):
        yield write(safe_cells(values))


def jsonl_parts(ids):
    for values in rows_of(ids):
        yield json.dumps(values, ensure_ascii=False) + "\n"


def xlsx_file(ids):
    """An open file; openpyxl writes rows to the disk as they come, so memory stays small."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(COLUMNS)
    for values in rows_of(ids):
        sheet.append(safe_cells(values))
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    book.save(file)
    file.seek(0)
    return file
