"""Texts of the files that public pages show: what the search may read of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.stems import index_words
from uploads.models import FilePage

from .file_access import goes_with

if TYPE_CHECKING:
    from .models import ContributionPage

MOST = 400_000  # characters of all files of one page; a hundred pages hold fewer
# Of the database's index, which refuses a text with more than a megabyte of words and places.
MOST_BYTES = 400_000


@dataclass(frozen=True)
class ShownFile:
    """A document as a page names it."""

    title: str
    document_id: int
    language: str


@dataclass(frozen=True)
class FileText:
    """A page of a file; `number` is 0 where the file does not say where its pages end."""

    file: ShownFile
    number: int
    text: str


def texts_of(pages: Collection["ContributionPage"]) -> dict[int, list[FileText]]:
    """{page id: texts} of files that are public as long as these pages, all public, are."""
    shown = {page.pk: page.shown_files() for page in pages}
    documents = {file.document_id for files in shown.values() for file in files}
    if not documents:
        return {}
    owners = {page.pk: page.belongs_to.pk if page.belongs_to else None for page in pages}
    found: dict[int, list[FileText]] = defaultdict(list)
    texts = _texts(documents)
    for pk, files in shown.items():
        left = MOST
        for file in files:
            for number, state_id, text in texts.get(file.document_id, ()):
                if goes_with(state_id, owners[pk]) and left > 0:
                    found[pk].append(FileText(file, number, text[:left]))
                    left -= len(text)
    return found


def _texts(documents: Collection[int]) -> dict[int, list[tuple[int, int | None, str]]]:
    """{document: (number, State whose file it is, text)}"""
    owner = "file__document__collection__file_state__state"
    rows = FilePage.objects.filter(file__in=documents).order_by("file", "number")
    texts = defaultdict(list)
    for document_id, number, state_id, text in rows.values_list("file", "number", owner, "text"):
        texts[document_id].append((number, state_id, text))
    return texts


def words_of(page: "ContributionPage") -> Iterator[str]:
    """For the database's own index, which holds nothing of the files of a page not yet public."""
    texts = texts_of([page]).get(page.pk)
    if not texts or not type(page).objects.published().filter(pk=page.pk).exists():
        return
    left = MOST_BYTES
    for language, text in by_language(texts):
        words = index_words(text, language).encode()[:left].decode(errors="ignore")
        yield words
        left -= len(words.encode())


def by_language(texts: Iterable[FileText]) -> Iterator[tuple[str, str]]:
    found = defaultdict(list)
    for each in texts:
        found[each.file.language].append(each.text)
    return ((language, "\n".join(parts)) for language, parts in found.items())
