"""Where in a file the words of a search stand: the passage, and the page that it is on."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from common.text import bare
from practices.file_texts import FileText, texts_of
from practices.models import ContributionPage

from . import snippets
from .documents import of_file
from .engines.base import MARK_START, Fragments
from .spans import Asked

MOST_READ = 200_000  # characters of the files of one contribution, where no engine says where
SLIDES = ("pptx", "odp")


@dataclass(frozen=True)
class Place:
    """`text` says it to a reader: found on page 4 of an annex."""

    text: str
    url: str


@dataclass(frozen=True)
class Found:
    passage: str
    place: Place


def passages(
    asked: Asked, fragments: Mapping[int, Fragments], page_ids: Collection[int]
) -> dict[int, Found]:
    """{page id: what was found}; a fragment that an engine cut out of a file is looked up."""
    pages = ContributionPage.objects.filter(pk__in=page_ids)
    texts = texts_of(list(pages.prefetch_related("annexes").specific()))
    held = {pk: _held(fragments.get(pk), own, asked) for pk, own in texts.items()}
    named = {pk: found for pk, found in held.items() if found}
    documents = get_document_model().objects.in_bulk(
        {text.file.document_id for _passage, text in named.values()}
    )
    return {
        pk: Found(passage, _place(text, documents[text.file.document_id]))
        for pk, (passage, text) in named.items()
    }


def _held(
    fragment: Fragments | None, texts: list[FileText], asked: Asked
) -> tuple[str, FileText] | None:
    if fragment and fragment.in_file:
        wanted = bare(snippets.without_marks(fragment.snippet)).strip("… ")
        found = next((text for text in texts if wanted in bare(of_file(text.text))), None)
        return (fragment.snippet, found) if found else None
    return next(_marked(texts, asked), None)


def _marked(texts: list[FileText], asked: Asked) -> Iterator[tuple[str, FileText]]:
    left = MOST_READ
    for text in texts:
        if left <= 0:
            return
        left -= len(text.text)
        passage = snippets.passage_of(text.text, asked)
        if MARK_START in passage:
            yield passage, text


def _place(text: FileText, document: AbstractDocument) -> Place:
    kind = PurePosixPath(document.file.name).suffix.lstrip(".").lower()
    values = {"number": text.number, "file": text.file.title or document.title}
    if not text.number:
        words = _("Found in “%(file)s”")
    elif kind in SLIDES:
        words = _("Found on slide %(number)d of “%(file)s”")
    else:
        words = _("Found on page %(number)d of “%(file)s”")
    at = f"#page={text.number}" if kind == "pdf" and text.number else ""
    return Place(words % values, document.url + at)
