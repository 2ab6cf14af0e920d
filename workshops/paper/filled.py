"""What a filled-in form says: its answers by field, where each stands, and what was not read."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from common.text import clean
from practices import merging
from submission.offline.answers import LeftOut
from submission.offline.questions import UNCHECKED
from workshops.forms import AnswerForm, field_of

from .form import BASE, EMPTY, FORM
from .questions import Reading

TICKS = "☒☑"
NOTHING_BUT_TEXT = {"chart", "diagram", "drawing", "object", "picture"}


@dataclass(frozen=True)
class Note:
    """Something in the file that was not read; `text` repeats it, so that it is not lost."""

    place: str
    message: str
    text: str = ""


@dataclass
class Filled:
    mark: str = ""  # of the sheet that it is a form of; empty where the file lost it
    answers: dict[str, str] = field(default_factory=dict)  # as a browser would send them
    bases: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    items: set[str] = field(default_factory=set)
    outside: str = ""  # text that stands beside no question
    notes: list[Note] = field(default_factory=list)

    def take_mark(self, text: str) -> bool:
        """Whether the text is that of the sheet."""
        if text.startswith(FORM):
            self.mark = text.strip()
        return text.startswith(FORM)

    def take_base(self, item: str, text: str) -> bool:
        if not text.startswith(BASE):
            return False
        for name, digest in merging.read_base(text.removeprefix(BASE)).items():
            self.bases.setdefault(field_of(item, name), digest)
        return True

    def take_marks(self, item: str, text: str) -> str:
        """The text without the lines that are marks."""
        lines = text.split("\n")
        marks = (self.take_mark(line) or self.take_base(item, line) for line in lines)
        return "\n".join(line for line, mark in zip(lines, [*marks], strict=True) if not mark)

    def leave_out(self, place: str, left_out) -> None:
        for part in left_out:
            self.notes.append(Note(place, _said_of(part), part.text))

    def known(self, items: list) -> None:
        """Answers to other items are none of this sheet's: they are named."""
        keys = {item.key for item in items}
        for name in [*self.answers]:
            if name.rpartition(".")[0] not in keys:
                text = self.answers.pop(name)
                message = _("This sheet has no such item.")
                self.notes.append(Note(self.places.pop(name), message, text))

    def emptied(self) -> list[str]:
        """Fields that held an answer when the form was made, and hold none in the file."""
        names = [field_of(item, name) for item in sorted(self.items) for name in _NAMES]
        return [name for name in names if name in self.bases and name not in self.answers]

    def as_sent(self) -> QueryDict:
        """As a browser would send the form; what it does not answer is left out."""
        sent = QueryDict(mutable=True)
        for name, value in self.answers.items():
            sent[name] = value
        digests = {name: self.bases.get(name, EMPTY) for name in self.answers}
        sent["base"] = merging.write_base(digests)
        return sent


_NAMES = tuple(AnswerForm.base_fields)


def _said_of(part: LeftOut) -> str:
    if part.kind in NOTHING_BUT_TEXT:
        return _("Only text is read: a picture, drawing or object was left out.")
    if part.kind == "link":
        return _("The address behind a link was left out. Write it into the text.")
    return part.message("")


class Collector:
    """Puts what stands in a file under the fields of the sheet."""

    def __init__(self) -> None:
        self.filled, self.reading = Filled(), Reading()

    def knows(self, label: str) -> bool:
        return self.reading.name_of(label) is not None

    def put(self, place: str, item: str, label: str, text: str, day=None, left_out=()) -> None:
        """An answer beside an item; `label` is the question, in any language."""
        filled, text = self.filled, clean(text)
        filled.leave_out(place, left_out)
        if item:
            filled.items.add(item)
        name = self.reading.name_of(label)
        if not text:
            return
        if name is None or not item:
            message = _("The form has no such question.") if item else _("This names no item.")
            filled.notes.append(Note(place, message, text))
            return
        value, reason = self.reading.value(name, text, day)
        if reason:
            several = sum(map(text.count, TICKS)) > 1
            reason = _("More than one box is ticked.") if several else reason
            filled.notes.append(Note(place, reason, text))
        elif value or self._says_no(name, text):
            self._keep(place, field_of(item, name), value, text)

    def _says_no(self, name: str, text: str) -> bool:
        """A tick that was taken away says nothing; the word does."""
        return self.reading.is_yes_or_no(name) and not set(text) & {*TICKS, UNCHECKED}

    def _keep(self, place: str, name: str, value: str, text: str) -> None:
        filled = self.filled
        if filled.answers.setdefault(name, value) == value:
            filled.places.setdefault(name, place)
            return
        message = _("The file answers this question twice; the first answer was kept.")
        filled.notes.append(Note(place, message, text))
