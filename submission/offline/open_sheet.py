"""Questions and answers of a Calc form (.ods): the rows of the sheet that has the headings."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from .open_story import OpenStory, Styles, cells_of, rows_of
from .package import Package, attribute, child, descendants, local
from .sheet_rows import Cell, Sheet, answers_of

if TYPE_CHECKING:
    from submission.offline.answers import Answer

MOST_COLUMNS = 20
MOST_ROWS = 2000


def read(file) -> "list[Answer]":
    """[Answer] in the order of the rows."""
    return answers_of(sheets(file))


def sheets(file) -> list[Sheet]:
    """Every sheet of the workbook with its cells."""
    package = Package(file)
    content = package.tree("content.xml")
    styles = Styles(content, package.tree("styles.xml"), package.tree("META-INF/manifest.xml"))
    hidden = {
        attribute(item.getparent(), "name")
        for item in descendants(content, "table-properties")
        if attribute(item, "display") == "false"
    }
    book = child(content, "body", "spreadsheet")
    tables = [item for item in book if local(item) == "table"]
    return [
        Sheet(list(_rows(table, styles)), attribute(table, "style-name") in hidden)
        for table in tables
    ]


def _rows(table, styles) -> Iterator:
    """(cells, whether the row is hidden); empty rows at the end are repeated a million times."""
    columns = [attribute(item, "visibility", "visible") for item in _columns(table)]
    count = 0
    for row in rows_of(table):
        cells = list(_cells(row, styles, columns))
        is_hidden = attribute(row, "visibility", "visible") != "visible"
        times = int(attribute(row, "number-rows-repeated", "1"))
        for _time in range(times if any(cell.is_filled for cell in cells) else 1):
            count += 1
            if count > MOST_ROWS:
                raise ValueError("more rows than a form has")
            yield cells, is_hidden


def _columns(table) -> Iterator:
    for column in descendants(table, "table-column"):
        times = int(attribute(column, "number-columns-repeated", "1"))
        yield from [column] * min(times, MOST_COLUMNS)


def _cells(row, styles, columns) -> Iterator:
    place = 0
    for cell in cells_of(row):
        times = int(attribute(cell, "number-columns-repeated", "1"))
        for _time in range(min(times, MOST_COLUMNS - place)):
            hidden = place < len(columns) and columns[place] != "visible"
            yield _cell(cell, styles, hidden)
            place += 1


def _cell(cell, styles, hidden) -> Cell:
    story = OpenStory(styles)
    story.blocks(cell)
    kind, day = attribute(cell, "value-type"), None
    if kind == "date":
        day = date.fromisoformat(attribute(cell, "date-value")[:10])
    text = story.text
    if kind == "boolean":
        text = "yes" if attribute(cell, "boolean-value") == "true" else "no"
    if text.startswith(("#", "Err:")) and attribute(cell, "formula"):
        story.leave_out("error", text)
        text = ""
    if local(cell) == "covered-table-cell":
        text = ""
    return Cell(text, tuple(story.left_out), day, hidden)
