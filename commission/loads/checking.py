"""Checks rows of a table of statements: what each would do, and what is wrong with it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commission.models import InterventionPage
from common.spreadsheets import Note, UnreadableRow
from uploads.many import accept_documents

from .archive import Archive, Entry
from .columns import COLUMNS, cells_of
from .portions import portions
from .row_form import InterventionRowForm
from .vocabulary import LoadVocabulary

CREATED, UPDATED, UNCHANGED, FAULTY = "created", "updated", "unchanged", "faulty"
Line = int | str


@dataclass
class Checked:
    """A row; `data` and `files` are there if it has no faults."""

    line: Line
    key: str = ""
    outcome: str = FAULTY
    faults: list[tuple[str, str]] = field(default_factory=list)  # (column, sentence)
    notes: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    files: list[Entry] = field(default_factory=list)
    digest: str = ""

    @property
    def whose(self) -> str:
        state, organization = self.data.get("state"), self.data.get("organization")
        return str(state.name_en if state else organization.label_en if organization else "")


class Checker:
    """Looks at rows in their order; `known_keys` are those of rows that were looked at before."""

    def __init__(self, archive: Archive, known_keys: Iterable[str] = ()) -> None:
        self.archive, self.vocabulary = archive, LoadVocabulary()
        self.keys = set(known_keys)
        self.sound: dict[tuple[int, int], str] = {}  # {content of a file: why it is not kept}

    def check(
        self, rows: Sequence[tuple[Line, dict]], looks_at_files: bool = True
    ) -> list[Checked]:
        """`looks_at_files` opens them; without it they are looked up by name alone."""
        checked = [self._row(line, row) for line, row in rows]
        if looks_at_files:
            self._look_at_files(checked)
        pages = earlier([row.key for row in checked])
        for row in checked:
            _compare(row, pages.get(row.key))
        return checked

    def _row(self, line: Line, row: dict) -> Checked:
        if isinstance(row, Note):
            return Checked(line, outcome=UNCHANGED, notes=[row.message])
        if isinstance(row, UnreadableRow):
            return Checked(line, faults=[("", row.message)])
        cells = cells_of(row)
        form = InterventionRowForm(cells, self.vocabulary)
        checked = Checked(line, cells.get("key", "").strip())
        checked.faults = [
            (column if column != "__all__" else "", sentence)
            for column, sentences in form.errors.items()
            for sentence in sentences
        ]
        checked.data, checked.notes = form.cleaned_data, form.notes
        checked.notes += _unknown(cells)
        self._check_key(checked)
        self._find_files(checked)
        checked.digest = _digest(cells, checked.files)
        return checked

    def _check_key(self, checked: Checked) -> None:
        if checked.key and checked.key in self.keys:
            sentence = _("“%s” stands in the table twice. Each row has a key of its own.")
            checked.faults.append(("key", sentence % checked.key))
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


def earlier(keys: Collection[str]) -> dict[str, InterventionPage]:
    """What rows with these keys have made before."""
    pages = InterventionPage.objects.filter(import_key__in=[key for key in keys if key])
    return {page.import_key: page for page in pages.order_by("pk")}


def _compare(row: Checked, page: InterventionPage | None) -> None:
    if row.faults:
        return
    if page is None:
        row.outcome = CREATED if row.data else UNCHANGED
    elif page.import_digest == row.digest and page.live:
        row.outcome = UNCHANGED
    elif why := _why_not_updated(row, page):
        row.faults.append(("key", why))
    else:
        row.outcome = UPDATED


def _why_not_updated(row: Checked, page: InterventionPage) -> str:
    if page.is_sample:  # nobody has given or taken back a word on it
        return ""
    if not page.live and page.first_published_at is not None:
        return _("“%s” was withdrawn; a table does not make it public again.") % page.title
    if page.has_unpublished_changes and page.live:
        message = _("“%s” has changes that are not public yet. Publish them first.")
        return message % page.title
    if page.meeting_id != row.data["meeting"].pk:
        message = _("“%(title)s” stands at another meeting: %(meeting)s. Give this row a new key.")
        return message % {"title": page.title, "meeting": page.meeting}
    return ""


def _unknown(cells: dict[str, str]) -> list[str]:
    unknown = [name for name, text in cells.items() if name not in COLUMNS and text.strip()]
    return [_("column “%s” is not known; left out") % name for name in sorted(unknown)]


def _digest(cells: dict[str, str], files: Iterable[Entry]) -> str:
    """Fingerprint of the row and its files: what is unchanged needs no work."""
    facts = [cells, [(entry.name, entry.size, entry.crc) for entry in files]]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _content(entry: Entry) -> tuple[int, int]:
    return entry.crc, entry.size
