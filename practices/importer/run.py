"""Runs an import: all rows or none, and every fault told by line and column."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from .columns import as_text, rename
from .forms import FORMS
from .readers import UnreadableRow, read
from .writer import Writer, digest


@dataclass
class Report:
    """What an import did or found; faults are (line, column, message)."""

    counts: dict = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


OUTCOMES = ("created", "updated", "unchanged")


def run(rows, writer=None, default_type="practice", dry_run=False):
    """Import (line, row) pairs; with errors, or on a dry run, nothing stays written."""
    report, writer = Report(), writer or Writer()
    with transaction.atomic():
        _write_all(rows, writer, default_type, report)
        transaction.set_rollback(bool(report.errors) or dry_run)
    return report


def run_file(path, **options):
    return run(read(path), **options)


def _write_all(rows, writer, default_type, report):
    first_seen = {}
    for line, raw in rows:
        if isinstance(raw, UnreadableRow):
            report.errors.append((line, "", raw.message))
            continue
        row = rename(raw)
        _check_repeated(line, row, first_seen, report)
        _write_one(line, row, writer, default_type, report)


def _check_repeated(line, row, first_seen, report):
    key = as_text(row.get("id"))
    earlier = first_seen.setdefault(key, line)
    if key and earlier != line:
        message = _("“%(id)s” stands already on line %(line)s.") % {"id": key, "line": earlier}
        report.errors.append((line, "id", message))


def _write_one(line, row, writer, default_type, report):
    form_class = FORMS.get(as_text(row.get("type")).strip().lower() or default_type)
    if form_class is None:
        report.errors.append((line, "type", _("Write practice or strategy.")))
        return
    form = form_class({name: as_text(value) for name, value in row.items()})
    if not form.is_valid():
        report.errors += _faults(line, form)
        return
    report.warnings += [(line, "", warning) for warning in form.warnings]
    # Written even after a fault elsewhere, so that later rows may refer to it; it is undone anyway.
    outcome = writer.write(form_class.model, form.cleaned_data, digest(row))
    report.counts[outcome] += 1


def _faults(line, form):
    return [
        (line, "" if column == "__all__" else column, message)
        for column, messages in form.errors.items()
        for message in messages
    ]
