"""Contributions as CSV, XLSX, ODS and JSON Lines; pages are read one by one and not kept."""

import csv
import json
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from common.spreadsheets.formulas import safe
from common.text import xml_safe
from opendata.reading import contributions

from .rows import COLUMNS, Supersessions, cells, row

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that this is UTF-8


def rows_of(ids) -> Iterator:
    order = Supersessions(ids)
    for page in contributions(order.in_order(ids)):
        yield row(page, order.key_of_older(page.pk))


class _Echo:
    """The csv module writes to a file; this one hands back what it is given."""

    def write(self, text) -> str:
        return text


def csv_parts(ids, columns=COLUMNS) -> Iterator:
    """A formula is guarded here, where a spreadsheet runs it; the other forms know texts."""
    write = csv.writer(_Echo()).writerow
    yield BYTE_ORDER_MARK + write(columns)
    for values in rows_of(ids):
        yield write([safe(_clean(cell)) for cell in cells(values, columns)])


def _clean(cell) -> int | str:
    return xml_safe(cell) if isinstance(cell, str) else cell


def jsonl_parts(ids, columns=COLUMNS) -> Iterator:
    """Each row has the columns of its own kind."""
    for values in rows_of(ids):
        yield json.dumps(values, ensure_ascii=False) + "\n"


def workbook_file(ids, write, columns=COLUMNS) -> IO[bytes]:
    """An open file, with the rows as `write` (write_xlsx, write_ods) puts them down."""
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    write(file, columns, (cells(values, columns) for values in rows_of(ids)))
    file.seek(0)
    return file
