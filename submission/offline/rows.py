"""Rows of a form's tables, collected into answers."""

from dataclasses import dataclass, field

from .answers import Answer, LeftOut

MOST_ROWS = 2000


@dataclass
class Row:
    label: str = ""
    parts: list = field(default_factory=list)
    beside: list = field(default_factory=list)
    left_out: list = field(default_factory=list)
    date: object = None

    def answer(self) -> Answer:
        beside = "\n".join(filter(None, self.beside))
        return Answer(self.label, self.text, tuple(self.left_out), self.date, beside)

    @property
    def text(self) -> str:
        return "\n".join(filter(None, self.parts))


class Rows:
    """The answers in order, and whatever stands outside the tables."""

    def __init__(self) -> None:
        self.rows, self.outside = [], Row()

    def add(self, question, stories) -> None:
        """A row without a question goes on with the answer above it."""
        label, _break, beside = question.text.partition("\n")
        row = self.rows[-1] if self.rows and not label else self._new(label)
        row.beside.append(beside)
        row.parts += [story.text for story in stories]
        for story in (question, *stories):
            row.left_out += story.left_out
            row.date = row.date or story.date

    def add_outside(self, story) -> None:
        self.outside.parts.append(story.text)
        self.outside.left_out += story.left_out

    def add_deleted(self, label, text) -> None:
        self._new(label).left_out += [LeftOut("deleted", text)] if text else []

    def _new(self, label) -> Row:
        if len(self.rows) >= MOST_ROWS:
            raise ValueError("more rows than a form has")
        self.rows.append(Row(label))
        return self.rows[-1]

    def answers(self) -> list:
        if self.outside.text:
            self.outside.left_out.append(LeftOut("outside", self.outside.text))
        rest = Answer("", left_out=tuple(self.outside.left_out))
        return [row.answer() for row in self.rows] + [rest]
