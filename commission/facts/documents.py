"""Documents by their symbols: pages that stand in the list of documents."""

from collections.abc import Iterator

from commission.models import DocumentIndexPage, DocumentPage
from common import symbols

from . import pages
from .files import rows

TARGET = pages.Target("documents", DocumentPage, DocumentIndexPage)


def load() -> Iterator[pages.Outcome]:
    """After the meetings, for which many of them were issued."""
    yield from pages.load(TARGET, _wanted())


def _wanted() -> Iterator[pages.Wanted]:
    for row in rows(TARGET.file):
        found = symbols.parse(row["symbol"])
        yield pages.Wanted(found.slug if found else row["symbol"], row)
