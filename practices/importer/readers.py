"""Reads a file of contributions row by row: CSV, XLSX or JSON Lines."""

import csv
import json
import zipfile
from contextlib import closing
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from practices.cells import original
from practices.uploads import refuse_unsafe_workbook


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message says why in plain words."""


class UnreadableRow(dict):
    """Stands for a line that is no row; `message` says why."""

    def __init__(self, message):
        super().__init__()
        self.message = message


def read(path):
    """Yield (line number as an editor shows it, {column: value}) pairs."""
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFileError(_("Give a .csv, .xlsx or .jsonl file."))
    try:
        yield from reader(path)
    except FileNotFoundError as error:
        raise UnreadableFileError(_("There is no file “%s”.") % path) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(_("The file is not UTF-8 text; save it as UTF-8.")) from error
    except (zipfile.BadZipFile, InvalidFileException, KeyError) as error:
        raise UnreadableFileError(_("This is not an Excel workbook (.xlsx).")) from error
    except csv.Error as error:
        raise UnreadableFileError(_("This is not a CSV file: %s.") % error) from error


def read_jsonl(path):
    with path.open(encoding="utf-8-sig") as file:
        for line, text in enumerate(file, start=1):
            if text.strip():
                yield line, _json_row(text)


def _json_row(text):
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        return UnreadableRow(_("This line is not JSON: %s.") % error)
    return row if isinstance(row, dict) else UnreadableRow(_("This line is not a JSON object."))


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = file.read(4096)
        file.seek(0)
        delimiter = ";" if start.split("\n")[0].count(";") > start.count(",") else ","
        rows = csv.DictReader(file, delimiter=delimiter)
        for row in rows:
            yield rows.line_num, _named(row)


def _named(row):
    return {key.strip(): original(value) for key, value in row.items() if key}


def read_xlsx(path):
    _refuse_unsafe(path)
    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        rows = book.active.iter_rows(values_only=True)
        header = [str(cell or "").strip() for cell in next(rows, [])]
        for line, cells in enumerate(rows, start=2):
            if any(cell is not None for cell in cells):
                yield line, _named(dict(zip(header, cells, strict=False)))


def _refuse_unsafe(path):
    with path.open("rb") as file:
        try:
            refuse_unsafe_workbook(File(file))
        except ValidationError as error:
            raise UnreadableFileError(" ".join(error.messages)) from error


READERS = {".csv": read_csv, ".xlsx": read_xlsx, ".jsonl": read_jsonl}
