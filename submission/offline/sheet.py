"""Questions and answers of an Excel form (.xlsx): the rows of the sheet that has the headings."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from submission.importer.columns import as_text
from submission.offline.answers import Answer

from .answers import LeftOut
from .package import Package, attribute, child, descendants, local
from .sheet_rows import Cell, Sheet, answers_of
from .symbols import set_off

MOST_COLUMNS = 20
MOST_ROWS = 2000


def read(file) -> "list[Answer]":
    """[Answer] in the order of the rows."""
    return answers_of(sheets(file))


def sheets(file) -> list[Sheet]:
    """Every sheet of the workbook with its cells."""
    package = Package(file)
    package.refuse_large()
    with closing(load_workbook(file, data_only=True, rich_text=True)) as values:
        file.seek(0)
        with closing(load_workbook(file)) as formulas:
            found = [
                _sheet(sheet, formulas[sheet.title], package)
                for sheet in values.worksheets
                if isinstance(sheet, Worksheet)
            ]
    if not found:
        raise ValueError("no sheet")
    return found


def _sheet(sheet, formulas, package) -> Sheet:
    drawn = _drawn(sheet, package)
    hidden = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, (column.max or 0) + 1)
    }
    rows = []
    for row in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=MOST_COLUMNS):
        cells = [
            _cell(
                cell,
                formulas.cell(cell.row, cell.column),
                drawn.get((cell.row, cell.column), ()),
                hidden,
            )
            for cell in row
        ]
        rows.append((cells, sheet.row_dimensions[row[0].row].hidden))
    return Sheet(rows, sheet.sheet_state != "visible")


def _cell(cell, formula, drawn, hidden) -> Cell:
    left_out, value = list(drawn), cell.value
    struck = [str(value)] if value is not None and cell.font.strike else []
    if isinstance(value, CellRichText):
        struck = [part.text for part in value if _is_struck(part)]
        value = "".join(map(_set_off, value))
    left_out += [LeftOut("struck", text) for text in struck]
    comment = getattr(cell, "comment", None)
    if comment is not None:
        left_out.append(LeftOut("comment", comment.text.strip()))
    if cell.data_type == "e":
        left_out.append(LeftOut("error", str(value)))
        value = None
    elif value is None and getattr(formula, "data_type", "") == "f":
        left_out.append(LeftOut("formula", str(formula.value)))
    link = getattr(cell, "hyperlink", None)
    text = _text(value, getattr(cell, "number_format", ""))
    if link is not None and link.target and link.target.removeprefix("mailto:") not in text:
        left_out.append(LeftOut("link", f"{text}: {link.target}" if text else link.target))
    return Cell(text, tuple(left_out), _day(value), cell.column in hidden)


def _is_struck(part) -> bool:
    return isinstance(part, TextBlock) and bool(part.font.strike)


def _set_off(part) -> str:
    """Raised figures as they are seen: 10⁶ and not 106."""
    if isinstance(part, TextBlock):
        return set_off(part.text, part.font.vertAlign or "")
    return str(part)


def _text(value, number_format) -> str:
    """Per cent as they are shown: 45 %, not 0.45."""
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in number_format:
        return f"{round(value * 100, 6):g}%"
    return as_text(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _day(value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _drawn(sheet, package) -> dict:
    """Pictures, charts and boxes with text, by the cell in which they begin."""
    found = defaultdict(list)
    for drawing in _drawings(sheet, package):
        for anchor in drawing:
            corner = child(anchor, "from")
            if corner is None:
                continue
            row = int(child(corner, "row").text) + 1
            column = int(child(corner, "col").text) + 1
            names = {local(part) for part in anchor.iter()}
            words = "\n".join(
                "".join(part.text or "" for part in descendants(line, "t"))
                for line in descendants(anchor, "p")
            ).strip()
            described = next((attribute(x, "descr", "") for x in descendants(anchor, "cNvPr")), "")
            kind = next((kind for mark, kind in MARKS if mark in names), "drawing")
            found[row, column].append(LeftOut(kind, words or described or ""))
    return found


MARKS = (("chart", "chart"), ("pic", "picture"), ("relIds", "diagram"))


def _drawings(sheet, package) -> Iterator:
    """openpyxl keeps no boxes with text and no place of the part: found by relationships."""
    main = next(target for kind, target in package.related("").values() if kind == "officeDocument")
    book = package.tree(main)
    related = package.related(main)
    for entry in descendants(book, "sheet"):
        if attribute(entry, "name") == sheet.title:
            part = related.get(attribute(entry, "id"), ("", ""))[1]
            for kind, target in package.related(part).values():
                if kind == "drawing":
                    tree = package.tree(target)
                    yield tree if tree is not None else ()
