"""Runs an import: all rows or none, and every fault told by line and column."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.utils.translation import gettext as _

from common.spreadsheets import Note, UnreadableRow
from common.text import without_control_characters
from taxonomy import state_names

from .columns import as_text, rename
from .forms import FORMS
from .vocabulary import Vocabulary
from .writer import Checker, NoPlaceError, WithdrawnError, Writer, digest


@dataclass
class Report:
    """What an import did or found; faults are (line, column, message)."""

    counts: dict = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    unknown: set = field(default_factory=set)


OF_THE_FILE = {"type"}
BATCH = 100  # rows at a time: enough for few statements, not so many that memory grows
OUTCOMES = ("created", "updated", "unchanged")


def run(rows, writer=None, default_type="practice", dry_run=False) -> "Report":
    """Import (line, row) pairs; with errors, or on a dry run, nothing stays written."""
    state_names.forget()
    report = Report()
    if dry_run:  # without a transaction: on SQLite it would shut out every other writer
        _write_all(rows, Checker(), default_type, report)
        return report
    with transaction.atomic():
        _write_all(rows, writer or Writer(), default_type, report)
        transaction.set_rollback(bool(report.errors))
    return report


def _write_all(rows, writer, default_type, report) -> None:
    first_seen, vocabulary = {}, Vocabulary()
    for batch in _batches(_readable(rows, report), BATCH):
        writer.expect(_key(row, "id") for _line, row in batch)
        for line, row in batch:
            writer.settle_before(_key(row, "supersedes"))
            form = _form(line, row, default_type, report, first_seen, vocabulary)
            if form is not None:
                _write_one(line, row, form, writer, report)
            _check_repeated(line, row, first_seen, report)
        writer.settle()


def _key(row, column) -> str:
    """As a database can be asked for it, before the form has looked at the row."""
    return without_control_characters(as_text(row.get(column)))


def _readable(rows, report) -> Iterator:
    for line, raw in rows:
        if isinstance(raw, Note):
            report.warnings.append((line, "", raw.message))
        elif isinstance(raw, UnreadableRow):
            report.errors.append((line, "", raw.message))
        else:
            yield line, rename(raw)


def _batches(rows, size) -> Iterator[list]:
    while batch := list(islice(rows, size)):
        yield batch


def _check_repeated(line, row, first_seen, report) -> None:
    key = _key(row, "id")
    earlier = first_seen.setdefault(key, line)
    if key and earlier != line:
        message = _("“%(id)s” stands already on line %(line)s.") % {"id": key, "line": earlier}
        report.errors.append((line, "id", message))


def _form(line, row, default_type, report, earlier, vocabulary) -> Form | None:
    form_class = FORMS.get(as_text(row.get("type")).strip().lower() or default_type)
    if form_class is None:
        report.errors.append((line, "type", _("Write practice or strategy.")))
        return None
    cells = {name: as_text(value) for name, value in row.items()}
    return form_class(cells, earlier=earlier, vocabulary=vocabulary)


def _write_one(line, row, form, writer, report) -> None:
    _note_unknown(line, row, form, report)
    if not form.is_valid():
        report.errors += _sentences(line, form.errors)
        return
    report.warnings += [(line, "", warning) for warning in form.warnings]
    _store(line, row, form, writer, report)


def _store(line, row, form, writer, report) -> None:
    """Written even after a fault elsewhere: later rows may refer to it, and it is undone anyway."""
    try:
        outcome = writer.write(form.model, form.cleaned_data, digest(row))
    except NoPlaceError as error:
        report.errors.append((line, "state", str(error)))
    except WithdrawnError as error:
        report.errors.append((line, "id", str(error)))
    except ValidationError as error:
        report.errors += _sentences(line, error.message_dict)
    else:
        report.counts[outcome] += 1


def _note_unknown(line, row, form, report) -> None:
    """A column that nobody reads is told once, at the first row that fills it."""
    filled = {name for name, value in row.items() if as_text(value).strip()}
    for name in sorted(filled - OF_THE_FILE - set(form.fields) - report.unknown):
        report.unknown.add(name)
        report.warnings.append((line, name, _("column “%s” is not known; left out") % name))


def _sentences(line, faults) -> list:
    """(line, column, message) of each fault; the column is empty for faults of the row."""
    return [
        (line, "" if column == "__all__" else column, message)
        for column, messages in faults.items()
        for message in messages
    ]
