"""Reading of a filled-in form, from the memory of the process: nothing of it is stored."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from submission.offline import open_sheet, open_text, reading, sheet, word
from submission.offline.answers import Answer, LeftOut
from submission.offline.sheet_rows import Cell, Sheet

from . import own_words, questions
from .filled import Collector, Filled

HEADINGS_WITHIN = 20  # rows


def read(file: Any, title: str) -> Filled:
    """ValidationError for a file that is unsafe, damaged or no form of an assessment.

    `title` is that of the assessment, which stands above the form.
    """
    (filled,) = reading.read_with(READERS, file)
    if not filled.items:
        raise ValidationError(_("The file holds no item of an assessment. Is it the form?"))
    if text := own_words.foreign(filled.outside, title):
        filled.leave_out("", [LeftOut("outside", text)])
    return filled


def _spreadsheet(sheets: Callable) -> Callable[[Any], Iterator[Filled]]:
    def read(file: Any) -> Iterator[Filled]:
        collector, found = Collector(), sheets(file)
        for each in found:
            prefix = f"{found.index(each) + 1}: " if len(found) > 1 else ""
            _read_rows(each, collector, prefix)
        yield collector.filled

    return read


def _read_rows(found: Sheet, collector: Collector, prefix: str) -> None:
    top = next(
        (row for row, (cells, _hidden) in enumerate(found.rows[:HEADINGS_WITHIN]) if _names(cells)),
        None,
    )
    if top is None:
        return
    headings, rows = found.rows[top][0], found.rows[top + 1 :]
    reference = _names(headings)
    for cell in headings:
        collector.filled.take_mark(cell.text)
    for number, (cells, _hidden) in enumerate(rows, start=top + 2):
        _read_row(cells, headings, reference, collector, lambda at, n=number: f"{prefix}{at}{n}")


def _names(cells: list[Cell]) -> int | None:
    """The column of the references, counted from one, in the line of headings."""
    for column, cell in enumerate(cells, start=1):
        if questions.is_reference_heading(cell.text):
            return column
    return None


def _read_row(cells, headings, reference, collector, place_of) -> None:
    item = cells[reference - 1].text.strip() if reference <= len(cells) else ""
    for column, (cell, heading) in enumerate(zip(cells, headings, strict=False), start=1):
        label = heading.text.partition("\n")[0]
        if column == reference or questions.is_item_heading(label):
            continue
        if not collector.knows(label) and collector.filled.take_base(item, cell.text):
            continue
        place = place_of(get_column_letter(column))
        collector.put(place, item, label, cell.text, cell.date, cell.left_out)


def _text(answers_of: Callable) -> Callable[[Any], Iterator[Filled]]:
    def read(file: Any) -> Iterator[Filled]:
        collector, item, called = Collector(), "", ""
        for answer in answers_of(file):
            if questions.is_item_heading(answer.label):
                item, called = _item(collector.filled, answer), answer.text
            elif answer.label:
                place = f"{called}: {answer.label}" if called else answer.label
                collector.put(place, item, answer.label, answer.text, answer.date, answer.left_out)
            else:
                _outside(collector.filled, answer)
        yield collector.filled

    return read


def _item(filled: Filled, answer: Answer) -> str:
    """The reference below the heading; the answers that follow are about it."""
    item, _break, rest = answer.beside.partition("\n")
    item = item.strip()
    if item:
        filled.items.add(item)
    for text in (rest, *_hidden(answer)):
        filled.take_marks(item, text)
    return item


def _hidden(answer: Answer) -> list[str]:
    return [part.text for part in answer.left_out if part.kind == "hidden"]


def _outside(filled: Filled, answer: Answer) -> None:
    for part in answer.left_out:
        text = filled.take_marks("", part.text) if part.kind in ("hidden", "outside") else part.text
        if part.kind == "outside":
            filled.outside = text
        elif text or part.kind != "hidden":
            filled.leave_out("", [LeftOut(part.kind, text)])


READERS = {
    "docx": _text(word.read),
    "odt": _text(open_text.read),
    "xlsx": _spreadsheet(sheet.sheets),
    "ods": _spreadsheet(open_sheet.sheets),
}
