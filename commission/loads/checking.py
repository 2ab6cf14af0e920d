"""Checks rows of a table: what each would do, and what is wrong with it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.spreadsheets import Note, UnreadableRow
from uploads.many import accept_documents

from .archive import Archive, Entry
from .checked import UNCHANGED, Checked, Line
from .contents import Contents
from .portions import portions
from .row import RowForm
from .vocabulary import LoadVocabulary

LONGEST_KEY = 100  # of commission.models.LoadRow


class Checker:
    """Looks at rows in their order; `known_keys` are those of rows that were looked at before."""

    def __init__(
        self, contents: Contents, archive: Archive, known_keys: Iterable[str] = ()
    ) -> None:
        self.contents, self.archive, self.vocabulary = contents, archive, LoadVocabulary()
        self.keys = set(known_keys)
        self.sound: dict[tuple[int, int], str] = {}  # {content of a file: why it is not kept}

    def check(
        self, rows: Sequence[tuple[Line, dict]], looks_at_files: bool = True
    ) -> list[Checked]:
        """`looks_at_files` opens them; without it they are looked up by name alone."""
        checked = [self._row(line, row) for line, row in rows]
        if looks_at_files:
            self._look_at_files(checked)
        self.contents.compare([row for row in checked if row.data and not row.faults])
        return checked

    def _row(self, line: Line, row: dict) -> Checked:
        if isinstance(row, Note):
            return Checked(line, outcome=UNCHANGED, notes=[row.message])
        if isinstance(row, UnreadableRow):
            return Checked(line, faults=[("", row.message)])
        cells = self.contents.cells_of(row)
        form = self.contents.form(cells, self.vocabulary)
        form.full_clean()
        checked = Checked(line, form.row_key[-LONGEST_KEY:], form.whose, form.row_title)
        checked.faults = [
            (column if column != "__all__" else "", sentence)
            for column, sentences in form.errors.items()
            for sentence in sentences
        ]
        checked.data, checked.notes = form.cleaned_data, form.notes
        checked.notes += _unknown(cells, self.contents.columns)
        self._check_key(checked, form)
        self._find_files(checked)
        checked.digest = _digest(cells, checked.files)
        return checked

    def _check_key(self, checked: Checked, form: RowForm) -> None:
        if checked.key and checked.key in self.keys:
            checked.faults.append((form.key_column, form.twice % checked.key))
        self.keys.add(checked.key)

    def _find_files(self, checked: Checked) -> None:
        for written in checked.data.get("files", ()):
            try:
                checked.files.append(self.archive.find(written))
            except ValidationError as error:
                checked.faults += [("files", sentence) for sentence in error.messages]

    def _look_at_files(self, rows: Iterable[Checked]) -> None:
        rows = list(rows)
        wanted = {_content(entry): entry for row in rows for entry in row.files}
        new = [entry for content, entry in wanted.items() if content not in self.sound]
        for portion in portions(new, attrgetter("size")):
            self._judge(portion)
        for row in rows:
            for entry in row.files:
                if why := self.sound[_content(entry)]:
                    row.faults.append(("files", f"{entry.name}: {why}"))

    def _judge(self, entries: Sequence[Entry]) -> None:
        files, read = [], []
        for entry in entries:
            try:
                files.append(entry.read())
                read.append(entry)
            except ValidationError as error:
                self.sound[_content(entry)] = " ".join(error.messages)
        for entry, outcome in zip(read, accept_documents(files), strict=True):
            is_fault = isinstance(outcome, ValidationError)
            self.sound[_content(entry)] = " ".join(outcome.messages) if is_fault else ""


def _unknown(cells: dict[str, str], columns: Collection[str]) -> list[str]:
    unknown = [name for name, text in cells.items() if name not in columns and text.strip()]
    return [_("column “%s” is not known; left out") % name for name in sorted(unknown)]


def _digest(cells: dict[str, str], files: Iterable[Entry]) -> str:
    """Fingerprint of the row and its files: what is unchanged needs no work."""
    facts = [cells, [(entry.name, entry.size, entry.crc) for entry in files]]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _content(entry: Entry) -> tuple[int, int]:
    return entry.crc, entry.size
