"""Reading of tables, whatever program wrote the file; what is left out is named.

Workbooks are read by calamine and not by openpyxl: openpyxl believes the size that a sheet states
and loses the rows beyond it, opens Strict Open XML as a workbook without sheets, and reads no
OpenDocument.
"""

import io
import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from common.lists import listed

from .cells import MOST_CHARACTERS, Row, joined
from .csv_text import csv_rows, decoded, encoding_of
from .headings import NoHeadingsError, UnreadableFileError, named, place_of
from .left_out import unread_cells

LINE_BREAK = re.compile(rb"<text:line-break\s*(?:/>|>\s*</text:line-break>)")
Line = int | str
Rows = Iterator[tuple[Line, Row]]
Lines = Sequence[tuple[int, Sequence[object]]]  # (number, cells)
Table = tuple[SheetMetadata, Lines, int | None]


class UnreadableRow(dict[str, object]):
    """Stands for a line that is no row; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message


class Note(UnreadableRow):
    """Stands for something that was left out, which is no fault of any row."""


def read_table(
    path: Path, known: Collection[str], unguard: Callable[[object], object] = lambda cell: cell
) -> Rows:
    """(line as an editor shows it, {column: value}) of each row of a file.

    `known` are the headings by which the table is found; `unguard` gives back a CSV cell that was
    guarded against being run as a formula.
    """
    if path.suffix.lower() == ".jsonl":
        yield from _json_lines(path)
    elif path.suffix.lower() == ".csv":
        lines = list(csv_rows(decoded(path.read_bytes()), known))
        yield from _rows_of(lines, known, unguard, strict=True)
    else:
        yield from _workbook(path, known)


def _json_lines(path: Path) -> Rows:
    """From the file line by line: a long one need not be in memory while its rows are worked on."""
    encoding = _checked_encoding(path.read_bytes())
    with path.open(encoding=encoding, newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _json_row(line)


def _checked_encoding(data: bytes) -> str:
    decoded(data)  # what cannot be read is told before the first row
    return encoding_of(data)


def _json_row(text: str) -> Row:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        return UnreadableRow(_("This line is not JSON: %s.") % error)
    return row if isinstance(row, dict) else UnreadableRow(_("This line is not a JSON object."))


def _workbook(path: Path, known: Collection[str]) -> Rows:
    tables = _tables(path, known)
    several = sum(place is not None for _sheet, _lines, place in tables) > 1
    if path.suffix.lower() == ".xlsx" and (cells := unread_cells(path)):
        note = _("formulas without a result, or errors, are left out: %s. Save the file in Excel.")
        yield 1, Note(note % listed(cells[:20]))
    for sheet, lines, place in tables:
        if place is None:
            note = _("the sheet “%s” is hidden or has no known column headings; left out")
            yield 1, Note(note % sheet.name)
            continue
        for number, row in _rows_of(lines, known):
            yield (f"{sheet.name} {number}" if several else number), row


def _tables(path: Path, known: Collection[str]) -> list[Table]:
    try:
        book = CalamineWorkbook.from_filelike(_with_line_breaks(path))
        found = [_sheet(book, sheet, known) for sheet in book.sheets_metadata]
    except (CalamineError, BadZipFile, KeyError) as error:
        raise UnreadableFileError(_("This is not a workbook that can be read.")) from error
    tables = [table for table in found if table]
    if not any(place is not None for _sheet, _lines, place in tables):
        raise NoHeadingsError(
            _("No sheet has a line of column headings such as id, title and state.")
        )
    return tables


def _with_line_breaks(path: Path) -> IO[bytes]:
    """calamine leaves a line break within a paragraph of OpenDocument out: 1, 4 would be 14."""
    if path.suffix.lower() != ".ods":
        return io.BytesIO(path.read_bytes())
    changed = io.BytesIO()
    with ZipFile(path) as package, ZipFile(changed, "w", ZIP_DEFLATED) as copy:
        for name in ("mimetype", "META-INF/manifest.xml", "content.xml"):
            copy.writestr(name, LINE_BREAK.sub(b"\n", package.read(name)))
    changed.seek(0)
    return changed


def _sheet(book: CalamineWorkbook, sheet: SheetMetadata, known: Collection[str]) -> Table | None:
    """(sheet, its lines, where its headings are); None for charts and for what is empty."""
    if sheet.typ != SheetTypeEnum.WorkSheet:
        return None
    cells = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    if not any(cell != "" for row in cells for cell in row):
        return None
    place = place_of(cells, known) if sheet.visible == SheetVisibleEnum.Visible else None
    return sheet, list(enumerate(cells, start=1)), place


def _rows_of(
    lines: Lines,
    known: Collection[str],
    unguard: Callable[[object], object] = lambda cell: cell,
    strict: bool = False,
) -> Rows:
    place = place_of([cells for _number, cells in lines], known)
    if place is None:
        raise NoHeadingsError(
            _(
                "The file has no line of column headings such as id, title and state, separated "
                "by commas, semicolons or tabs."
            )
        )
    header = [named(cell, known) for cell in lines[place][1]]
    yield from _doubtful(header, lines[place + 1 :])
    for number, cells in lines[place + 1 :]:
        if not any(cell not in (None, "") for cell in cells):
            continue
        if strict and any(cells[len(header) :]):
            yield (
                number,
                UnreadableRow(
                    _(
                        "This line has more cells than the heading line. A text that holds the "
                        "separator stands in quotation marks."
                    )
                ),
            )
            continue
        row = dict(zip(header, map(unguard, cells), strict=False))
        yield number, joined({name: value for name, value in row.items() if name})


def _doubtful(header: list[str], lines: Lines) -> Rows:
    """What can be said of the columns and cells before anything is read."""
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        yield 1, UnreadableRow(_("The column “%s” stands there twice.") % name)
    for at, name in enumerate(header):
        if not name and any(len(cells) > at and cells[at] not in (None, "") for _n, cells in lines):
            yield 1, Note(_("column %d has no heading; left out") % (at + 1))
    for number, cells in lines:
        if any(isinstance(cell, str) and len(cell) == MOST_CHARACTERS for cell in cells):
            note = _("a cell holds 32,767 characters, the most there is room for: is it whole?")
            yield number, Note(note)
