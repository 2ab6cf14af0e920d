"""Answers of a spreadsheet: which sheet and columns hold them, and what is hidden."""

import datetime
from dataclasses import dataclass

from . import guidance
from .answers import LeftOut
from .questions import plain
from .rows import Rows


@dataclass(frozen=True)
class Cell:
    text: str = ""
    left_out: tuple = ()
    date: datetime.date | None = None
    hidden: bool = False

    @property
    def is_filled(self) -> bool:
        return bool(self.text or self.left_out)


@dataclass(frozen=True)
class Sheet:
    """`rows` holds (cells, whether the row is hidden)."""

    rows: list
    hidden: bool = False


def answers_of(sheets) -> list:
    """From the first visible sheet that has the headings; from the first one where none has."""
    visible = [sheet for sheet in sheets if not sheet.hidden] or sheets
    found = next(((sheet, place) for sheet in visible if (place := _headings(sheet))), None)
    sheet, (top, question, answer, guidance) = found or (visible[0], (0, 0, 1, 2))
    collected, empty = Rows(), Cell()
    for cells, is_hidden in sheet.rows[top + 1 :]:
        cells = [*cells, *[empty] * (answer + 1 - len(cells))]
        given = [
            cell
            for place, cell in enumerate(cells)
            if place not in (question, guidance) and cell.is_filled
        ]
        label = cells[question]
        if not label.is_filled and not given:
            continue
        collected.add(label, [_shown(cell, is_hidden) for cell in given])
    return collected.answers()


def _shown(cell, row_is_hidden) -> Cell:
    """What is in a hidden row or column is named, not read."""
    if not (cell.hidden or row_is_hidden):
        return cell
    left_out = (LeftOut("hidden", cell.text),) if cell.text else ()
    return Cell("", (*left_out, *cell.left_out))


def _headings(sheet) -> tuple | None:
    """(row, column of the question, of the answer, of the guidance) or None."""
    questions, answers = (
        guidance.in_every_language(heading) for heading in ("Question", "Your answer")
    )
    for row, (cells, _hidden) in enumerate(sheet.rows[:20]):
        texts = [plain(cell.text) for cell in cells]
        question = next((place for place, text in enumerate(texts) if text in questions), None)
        answer = next((place for place, text in enumerate(texts) if text in answers), None)
        if question is not None and answer is not None:
            rest = [
                place
                for place, text in enumerate(texts)
                if text and place not in (question, answer)
            ]
            return row, question, answer, rest[0] if rest else None
    return None
