"""Reads the files that wait, in the background: an upload never waits for it."""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from wagtail.documents import get_document_model

from uploads.models import FilePage, FileText

from .confined import LIBRARIES, Text, UnreadableError, kind_of, reader_of, text_of

logger = logging.getLogger(__name__)

ATTEMPTS = 5  # while the storage does not answer, or the worker itself ends
BATCH = 1000  # documents noted at once

# What is known of the text of these documents has changed: `document_ids`.
texts_changed = Signal()


def read_files(go_on: Callable[[], bool] = lambda: True) -> tuple[int, int]:
    """Read what waits, as long as `go_on()`; numbers of files that were read, and that were not."""
    while _note_new():
        pass
    _read_again()
    return FileText.objects.due().order_by("document_id").work_off(_read, go_on)


def _note_new() -> int:
    """However a document came in: most are saved one by one, an import inserts many."""
    known = Q()
    for kind in LIBRARIES:
        known |= Q(file__iendswith=f".{kind}")
    new = get_document_model().objects.filter(known, text__isnull=True)
    rows = [FileText(document_id=pk) for pk in new.values_list("pk", flat=True)[:BATCH]]
    FileText.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _read_again() -> None:
    """Files that another version of a library has read; what was found stays until then."""
    done = FileText.objects.exclude(state__in=[FileText.State.PENDING, FileText.State.SENDING])
    for kind in LIBRARIES:
        of_kind = done.filter(document__file__iendswith=f".{kind}")
        old = of_kind.exclude(reader=reader_of(kind)).values_list("pk", flat=True)
        waiting = {"state": FileText.State.PENDING, "attempts": 0}
        FileText.objects.filter(pk__in=list(old)).update(**waiting)


def _read(row: FileText) -> bool:
    name = row.document.file.name
    kind = kind_of(name)
    try:
        if row.attempts > ATTEMPTS:  # each attempt ended the worker itself
            raise UnreadableError("the worker ended at each attempt")
        with row.document.file.open("rb") as file:
            text = text_of(file, kind)
    except UnreadableError as error:
        _keep(row, Text(), FileText.State.FAILED, kind, str(error))
    except OSError as error:
        return _missed(row, kind, error)
    else:
        state = FileText.State.READ if text.pages else FileText.State.EMPTY
        _keep(row, text, state, kind)
        return True
    return False


def _missed(row: FileText, kind: str, error: OSError) -> bool:
    """The file is not there, or not now."""
    if row.attempts >= ATTEMPTS:
        _keep(row, Text(), FileText.State.FAILED, kind, str(error))
    else:
        row.wait(error=str(error)[:500])
    return False


@transaction.atomic
def _keep(row: FileText, text: Text, state: str, kind: str, error: str = "") -> None:
    if error:
        logger.warning("The text of document %s cannot be read: %s", row.pk, error)
    row.pages.all().delete()
    FilePage.objects.bulk_create(
        FilePage(file=row, number=number, text=words) for number, words in text.pages.items()
    )
    values = {"state": state, "reader": reader_of(kind), "number": text.number}
    row.record(**values, error=error[:500])
    texts_changed.send(FileText, document_ids=[row.pk])
