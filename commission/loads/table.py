"""Reads a table row by row: CSV, XLSX or ODS."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from common.spreadsheets import NoHeadingsError, UnreadableFileError, read_table
from common.spreadsheets.formulas import original
from uploads import refuse_unsafe_workbook

from .contents import Contents

KINDS = (".csv", ".xlsx", ".ods")
AT_ONCE = 100  # rows
Row = tuple[int | str, dict]


def read(path: Path, contents: Contents) -> Iterator[Row]:
    """(line as an editor shows it, row); UnreadableFileError in plain words."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UnreadableFileError(_("Give a table as .xlsx, .ods or .csv."))
    try:
        if kind != ".csv":
            _refuse_unsafe(path, kind)
        yield from read_table(path, contents.headings, original)
    except NoHeadingsError as error:
        message = _("The first line must name the columns: %s.") % ", ".join(contents.columns)
        raise UnreadableFileError(message) from error


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _refuse_unsafe(path: Path, kind: str) -> None:
    with path.open("rb") as file:
        try:
            refuse_unsafe_workbook(File(file), kind.strip("."))
        except ValidationError as error:
            raise UnreadableFileError(" ".join(error.messages)) from error
