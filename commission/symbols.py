"""Documents that are public here, found by their symbols; the grammar is in common.symbols."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import uuid4

from django.core.cache import cache
from django.utils import timezone

from common.localized_urls import localized
from common.symbols import parse_joint
from practices.models import PublicChange
from practices.public_changes import next_by_the_clock
from taxonomy.languages import direction

from .models import DocumentPage

MOST_SECONDS = 3600


@dataclass(frozen=True)
class Known:
    """A public document; `symbol` is as it is printed, joint symbols and all."""

    pk: int
    slug: str
    symbol: str
    title: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def url(self) -> str:
        return localized(f"/documents/{self.slug}/")


def document_named(text: str, known: "Mapping[str, Known] | None" = None) -> Known | None:
    """The public document of which the text is a symbol, in any spelling.

    `known`: public_documents(), where many texts are asked about.
    """
    symbols = parse_joint(text)
    if symbols and known is None:
        known = public_documents()
    found = (known.get(symbol.key) for symbol in symbols) if known else ()
    return next(filter(None, found), None)


def public_documents() -> Mapping[str, Known]:
    """{key of a symbol: document}, read again once something public has changed."""
    key = f"documents-by-symbol-{PublicChange.objects.stamp()}"
    edition = cache.get(key)
    if edition is None:
        edition = uuid4().hex
        cache.set(key, edition, _seconds_to_next_change())
    return _read(edition)


def _seconds_to_next_change() -> float:
    """Until the clock opens or closes a page by itself."""
    now = timezone.now()
    until = next_by_the_clock(now)
    return min((until - now).total_seconds(), MOST_SECONDS) if until else MOST_SECONDS


@lru_cache(maxsize=1)
def _read(edition: str) -> dict[str, Known]:
    pages = DocumentPage.objects.published().prefetch_related("joint_symbols")
    known: dict[str, Known] = {}
    for page in pages.defer("text", "summary", "objectives"):
        document = Known(page.pk, page.slug, page.printed_symbol, page.title, page.language)
        known |= dict.fromkeys(page.symbol_keys, document)
    return known
