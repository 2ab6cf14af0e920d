"""The tables of what is on record: a row for each public page, with whose it is and its source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commission.models import (
    BodyRecommendationPage,
    DocumentPage,
    InterventionPage,
    RecordPage,
    Reply,
)
from common.in_language import InLanguage, attributes
from opendata.addresses import identifier
from opendata.reading import read
from opendata.texts import html_to_text
from practices.models import ContributionPage, PledgePage, PracticePage, StrategyPage
from search.told import DOCUMENTS, PLEDGED, RECOMMENDED, SAID, TYPES, Told
from translations.models import public_translations

from .document import Block, Cell, address, cell, heading, paragraph, run, table, text

MOST = 200  # rows of a table: the newest; how many more there are is said
WIDTHS = (3, 7, 3, 4)


@dataclass(frozen=True)
class Section:
    model: type[ContributionPage]
    types: Sequence[str]

    @property
    def heading(self) -> str:
        return capfirst(str(self.model._meta.verbose_name_plural))


SECTIONS = (
    Section(PracticePage, ("practice",)),
    Section(StrategyPage, ("strategy",)),
    Section(PledgePage, TYPES[PLEDGED]),
    Section(BodyRecommendationPage, TYPES[RECOMMENDED]),
    Section(InterventionPage, TYPES[SAID]),
    Section(DocumentPage, TYPES[DOCUMENTS]),
)


@dataclass(frozen=True)
class Filled:
    """A section with its pages, the newest first; `total` counts those beyond MOST as well."""

    section: Section
    pages: list[ContributionPage]
    total: int
    states: int


def filled(told: Told) -> list[Filled]:
    """Each section, empty ones as well: they are gaps."""
    found = []
    for section in SECTIONS:
        own = [entry for entry in told.entries if entry.type in section.types]
        pages = read([entry.pk for entry in own[:MOST]])
        states = {entry.state for entry in own if entry.state}
        found.append(Filled(section, pages, len(own), len(states)))
    return found


def blocks(part: Filled, where: str) -> Iterable[Block]:
    """`where` is the address at which those are found that the table leaves out."""
    yield heading(2, run(part.section.heading))
    if not part.total:
        yield text(_("Nothing is recorded here yet."))
        return
    if part.total > len(part.pages):
        counts = {"shown": len(part.pages), "total": part.total}
        words = _("The newest %(shown)s of %(total)s. All of them are on the portal:") % counts
        yield paragraph(run(words), run(" "), address(where))
    columns = (_("Whose"), _("What"), _("When and where"), _("Source"))
    caption = _("%s, the newest first") % part.section.heading
    yield table(caption, columns, WIDTHS, map(_row, part.pages))


def _row(page: ContributionPage) -> list[Cell]:
    return [
        cell(page.whose, getattr(page, "on_behalf_of", "")),
        cell(
            run(_own(page, page.title), strong=True),
            _translated(page),
            *_remarks(page),
            *_text(page),
        ),
        cell(page.years, page.occasion),
        [[address(identifier(page.pk))], *_cited(page)],
    ]


def _own(page: ContributionPage, words: str) -> InLanguage:
    return InLanguage(words, page.language)


def _translated(page: ContributionPage) -> str:
    """The title in the language of the document, where a translation of the page is public."""
    titles = (InLanguage(each.title, each.language) for each in public_translations(page))
    return next((title for title in titles if not attributes(title)), "")


def _remarks(page: ContributionPage) -> Iterator[object]:
    """Its symbol, which kind it is where a table holds several, and that it is a sample."""
    if isinstance(page, DocumentPage):
        yield page.symbol
    if isinstance(page, InterventionPage):
        yield capfirst(str(page.type_label))
    if page.is_sample:
        yield _("Sample content")


def _text(page: ContributionPage) -> Iterator[object]:
    """In short; what is recommended and pledged in its own words, with what became of it."""
    if isinstance(page, BodyRecommendationPage):
        yield from _lines(page, html_to_text(page.text))
        if page.addressees:
            yield _("Addressed to: %s") % page.addressees
        yield from map(_reply, page.replies.all())
    elif isinstance(page, PledgePage):
        yield from _lines(page, html_to_text(page.commitment))
        yield from (_own(page, str(note)) for note in page.progress.all())
    else:
        yield from _lines(page, page.summary)


def _lines(page: ContributionPage, words: str) -> Iterator[InLanguage]:
    return (_own(page, line) for line in words.splitlines())


def _reply(reply: Reply) -> str:
    values = {"state": reply.state.name, "year": reply.year, "status": reply.get_status_display()}
    return _("Reply of %(state)s, %(year)s: %(status)s") % values


def _cited(page: ContributionPage) -> Cell:
    """What an entry of the record was taken from."""
    if not isinstance(page, RecordPage):
        return []
    return [*cell(page.source), *([[address(page.source_url)]] if page.source_url else [])]
