"""The work on an uploaded table, in portions: what is left when the time is over goes on later."""

import logging
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commission.models import Load, LoadRow
from common.spreadsheets import UnreadableFileError
from practices import publication
from uploads import storage

from . import table, tables
from .archive import Archive, opened
from .checked import FAULTY, Checked
from .checking import Checker
from .writer import Writer

logger = logging.getLogger(__name__)

ATTEMPTS = 5  # of workers that end without having done a row
MOST_ROWS = 20_000
NAMED = 20  # files of a ZIP that no row names
GoOn = Callable[[], bool]


def for_seconds(seconds: float) -> GoOn:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def begin(load: Load, seconds: float) -> None:
    """What a few seconds of the request allow; the schedule does the rest."""
    claimed = Load.claim(load.pk)
    if claimed is not None:
        work(claimed, for_seconds(seconds))


def work(load: Load, go_on: GoOn) -> bool:
    """Of a claimed table; whether its step has come to its end."""
    if load.attempts > ATTEMPTS:
        _end(load, fault="The work on this table has stopped several times. Tell the operators.")
        return False
    step = _check if load.phase == Load.Phase.CHECK else _publish
    with translation.override(load.language or None):
        try:
            return step(load, go_on)
        except _LostError:
            return False
        except (UnreadableFileError, ValidationError, OSError) as error:
            messages = error.messages if isinstance(error, ValidationError) else [str(error)]
            _end(load, fault=" ".join(messages))
            return False


def _check(load: Load, go_on: GoOn) -> bool:
    with _opened(load) as (rows, archive):
        if len(rows) > MOST_ROWS:
            message = _("The table has more than %d rows. Send it in parts.")
            raise ValidationError(message % MOST_ROWS)
        Load.objects.filter(pk=load.pk).update(total=len(rows))
        done = load.rows.count()
        kind = tables.KINDS[load.contents]
        checker = Checker(kind, archive, load.rows.values_list("key", flat=True))
        for batch in table.batches(rows[done:]):
            if not go_on():
                return _go_on_later(load)
            _keep(load, done, checker.check(batch))
            done += len(batch)
        _end(load, notes=_about_files(load, archive), fault="" if rows else _("It has no rows."))
        return True


def _keep(load: Load, first: int, checked: Sequence[Checked]) -> None:
    rows = [
        LoadRow(
            load=load,
            number=first + at,
            line=str(row.line)[:100],
            key=row.key[:100],
            outcome=FAULTY if row.faults else row.outcome,
            whose=row.whose[:255],
            title=row.title[:255],
            files=[entry.path for entry in row.files],
            faults=[[column, str(sentence)] for column, sentence in row.faults],
            notes=[str(note) for note in row.notes],
        )
        for at, row in enumerate(checked)
    ]
    _still_mine(load)
    LoadRow.objects.bulk_create(rows)


def _about_files(load: Load, archive: Archive) -> list[str]:
    """Files that no row names: perhaps a row has another name for them."""
    for files in load.rows.values_list("files", flat=True):
        archive.named.update(files)
    unnamed = archive.unnamed()
    if not unnamed:
        return []
    shown = ", ".join(unnamed[:NAMED]) + ("…" if len(unnamed) > NAMED else "")
    text = ngettext(
        "%(number)d file is named in no row: %(files)s",
        "%(number)d files are named in no row: %(files)s",
        len(unnamed),
    )
    return [text % {"number": len(unnamed), "files": shown}]


def _publish(load: Load, go_on: GoOn) -> bool:
    """Rows are read once more, and their files were looked at when they were checked."""
    with _opened(load) as (rows, archive):
        kind = tables.KINDS[load.contents]
        writer = kind.writer(load.released_by, publication.APPROVAL)
        waiting = list(load.rows.filter(is_done=False).order_by("number"))
        known = load.rows.filter(is_done=True).values_list("key", flat=True)
        checker = Checker(kind, archive, known)
        for start in range(0, len(waiting), table.AT_ONCE):
            if not go_on():
                return _go_on_later(load)
            batch = waiting[start : start + table.AT_ONCE]
            checked = checker.check([rows[row.number] for row in batch], looks_at_files=False)
            _write(load, writer, batch, checked)
        _end(load, state=Load.State.DONE)
        load.forget_files()
        return True


def _write(load: Load, writer: Writer, rows: Sequence[LoadRow], checked: Sequence[Checked]) -> None:
    """Together; where that fails one by one, so that one row does not stop the others."""
    _still_mine(load)
    try:
        with storage.whole():
            writer.write([row for row in checked if not row.faults])
            _note(rows, checked)
    except (DatabaseError, ValidationError, PermissionDenied):
        if len(rows) == 1:
            _give_up(rows[0], checked[0])
            return
        for row, one in zip(rows, checked, strict=True):
            _write(load, writer, [row], [one])


def _note(rows: Sequence[LoadRow], checked: Sequence[Checked]) -> None:
    for row, one in zip(rows, checked, strict=True):
        row.is_done = True
        if one.faults:  # since it was checked: a meeting that is public no more, a file withdrawn
            row.outcome, row.faults = FAULTY, [[column, str(text)] for column, text in one.faults]
    LoadRow.objects.bulk_update(rows, ["is_done", "outcome", "faults"])


def _give_up(row: LoadRow, checked: Checked) -> None:
    logger.exception("row %s of table %s cannot be written", row.line, row.load_id)
    checked.faults.append(("", _("This row could not be stored. Tell the operators.")))
    _note([row], [checked])


@contextmanager
def _opened(load: Load) -> Iterator[tuple[list[table.Row], Archive]]:
    with ExitStack() as stack:
        sources = []
        for kept in load.archives.all():
            file = stack.enter_context(kept.file.open("rb"))
            sources.append(stack.enter_context(opened(file, kept.file.size)))
        copy = stack.enter_context(tempfile.NamedTemporaryFile(suffix=Path(load.name).suffix))
        with load.table.open("rb") as file:
            copy.writelines(file.chunks())
        copy.flush()
        kind = tables.KINDS[load.contents]
        yield list(table.read(Path(copy.name), kind)), Archive(sources)


class _LostError(Exception):
    """Another worker has taken the table up, because this one was silent for too long."""


def _still_mine(load: Load) -> None:
    """Says that somebody is at work; asked before the work, which may be undone."""
    now = timezone.now()
    mine = Load.objects.filter(pk=load.pk, claimed_at=load.claimed_at)
    if not mine.update(claimed_at=now, attempts=1):
        raise _LostError
    load.claimed_at = now


def _go_on_later(load: Load) -> bool:
    load.record(state=Load.State.PENDING, next_try=timezone.now(), attempts=0)
    return False


def _end(load: Load, state: str = Load.State.CHECKED, **values: object) -> None:
    load.record(state=state, attempts=0, **values)
