"""Many files at once, each checked as if it came alone: PDFs share a reader's process."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files import File

from . import names, pdf
from .accept import accept_document

TOGETHER = 20  # files for which one process is begun
MOST_BYTES = 64 * 1024 * 1024  # of what one process is given


def accept_documents(files: Sequence[File]) -> Iterator[File | ValidationError]:
    """Of each the file to keep, or why it is not kept."""
    for batch in _batches(files):
        words = _verdicts(batch)
        for file in batch:
            look_at = partial(pdf.look_at, verdict=words[id(file)]) if id(file) in words else None
            try:
                yield accept_document(file, look_at)
            except ValidationError as error:
                yield error


def _batches(files: Sequence[File]) -> Iterator[list[File]]:
    batch: list[File] = []
    for file in files:
        if batch and (len(batch) == TOGETHER or _size(batch) + file.size > MOST_BYTES):
            yield batch
            batch = []
        batch.append(file)
    if batch:
        yield batch


def _size(files: Sequence[File]) -> int:
    return sum(file.size for file in files)


def _verdicts(files: Sequence[File]) -> dict[int, str]:
    """{id: the reader's word}; whoever stopped it, and those behind, are asked alone."""
    pdfs = [file for file in files if _is_pdf(file)]
    if len(pdfs) < 2:
        return {}
    contents = []
    for file in pdfs:
        file.seek(0)
        contents.append(file.read())
        file.seek(0)
    words = pdf.verdicts(contents)
    return {id(file): word for file, word in zip(pdfs, words, strict=False)}


def _is_pdf(file: File) -> bool:
    try:
        return names.kind_of(file.name) == "pdf"
    except ValidationError:
        return False
