"""Reads a file of contributions row by row: CSV, XLSX, ODS or JSON Lines."""

from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from common.spreadsheets import UnreadableFileError, read_table
from common.spreadsheets.formulas import original
from uploads import refuse_unsafe_workbook

from .columns import HEADINGS

KINDS = (".csv", ".xlsx", ".ods", ".jsonl")


def read(path: Path | str) -> Iterator[tuple[int | str, dict]]:
    """Yield (line number as an editor shows it, {column: value}) pairs."""
    path = Path(path)
    if path.suffix.lower() not in KINDS:
        raise UnreadableFileError(_("Give a .csv, .xlsx, .ods or .jsonl file."))
    try:
        if path.suffix.lower() in (".xlsx", ".ods"):
            _refuse_unsafe(path)
        yield from read_table(path, HEADINGS, original)
    except FileNotFoundError as error:
        raise UnreadableFileError(_("There is no file “%s”.") % path) from error


def _refuse_unsafe(path: Path) -> None:
    with path.open("rb") as file:
        try:
            refuse_unsafe_workbook(File(file), path.suffix.lower().strip("."))
        except ValidationError as error:
            raise UnreadableFileError(" ".join(error.messages)) from error
