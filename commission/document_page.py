"""What the page of a document shows of it: languages, relatives, and who cites it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from common.lists import listed
from common.symbols import Symbol
from practices.models import ContributionPage, Row, rows_of
from taxonomy.languages import Language

from .models import DocumentPage, Mention
from .symbol_words import SERIES, SUFFIXES, natural

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

MOST_CITING = 100  # that are listed of each side; all are counted


@dataclass(frozen=True)
class Version:
    """The document in one language: a file kept here, an address elsewhere, or neither."""

    language: str
    name: "StrOrPromise"
    file: Document | None = None
    url: str = ""


@dataclass(frozen=True)
class Relative:
    """Another symbol of the family: the document itself, an addendum, a correction, a revision."""

    symbol: str
    relation: "StrOrPromise"
    page: DocumentPage | None = None


@dataclass(frozen=True)
class Citing:
    """Public texts that name the document: of States, and of the record."""

    shared: list[Row]
    recorded: list[Row]
    total: int


class AboutDocument:
    """Each part is read once, when the template asks for it; of other pages only public ones."""

    def __init__(self, page: DocumentPage) -> None:
        self.page = page

    @property
    def kinds(self) -> str:
        """What the letters of its symbol say of it."""
        words = (SERIES.get(self.page.series), SUFFIXES.get(self.page.suffix))
        return listed(filter(None, words))

    @cached_property
    def versions(self) -> list[Version]:
        """One for each official language, or English alone where it was issued in no other."""
        rows = {row.language: row for row in self.page.files.select_related("document")}
        languages = [Language.EN] if self.page.is_english_only else list(Language)
        found = []
        for language in languages:
            row = rows.get(language.value)
            file, url = (row.document, row.url) if row else (None, "")
            found.append(Version(language.value, language.label, file, url))
        return found

    @cached_property
    def relatives(self) -> list[Relative]:
        """Its family; of a document that adds to another the other, whether it is here or not."""
        pages = list(_family_of(self.page))
        found = [Relative(each.printed_symbol, _relation(each.parsed), each) for each in pages]
        base = self.page.parsed.base if self.page.parsed else None
        known = {key for each in (self.page, *pages) for key in each.symbol_keys}
        if base and base.key not in known:
            found.append(Relative(str(base), _relation(base)))
        return sorted(found, key=lambda each: natural(each.symbol))

    @cached_property
    def older(self) -> DocumentPage | None:
        return DocumentPage.objects.published().filter(pk=self.page.replaces_id).first()

    @cached_property
    def newer(self) -> DocumentPage | None:
        newer = DocumentPage.objects.published().filter(replaces=self.page.pk)
        return newer.order_by("-date", "-pk").first()

    @cached_property
    def citing(self) -> Citing:
        mentions = Mention.objects.filter(symbol_key__in=self.page.symbol_keys)
        pages = ContributionPage.objects.published().filter(pk__in=mentions.values("page"))
        pages = pages.exclude(pk=self.page.pk).newest()
        shared = rows_of(pages.shared()[:MOST_CITING])
        recorded = pages.exclude(pk__in=pages.shared().order_by().values("pk"))
        recorded = rows_of(recorded[:MOST_CITING])
        return Citing(shared, recorded, pages.count())


def _family_of(page: DocumentPage) -> Iterator[DocumentPage]:
    families = [page.family_key, *(joint.family_key for joint in page.joint_symbols.all())]
    named = Q(family_key__in=families) | Q(joint_symbols__family_key__in=families)
    pages = DocumentPage.objects.published().filter(named).exclude(pk=page.pk).distinct()
    yield from pages.prefetch_related("joint_symbols")


def _relation(symbol: Symbol | None) -> "StrOrPromise":
    if symbol is None or not symbol.suffixes:
        return _("main document")
    return SUFFIXES[symbol.suffixes[-1].split(".")[0]]
