"""What stands side by side: one row for each thing that can be compared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commission.models import RecordPage
from common.html import plain_text
from practices.models import ContributionPage, PracticePage, StrategyPage
from taxonomy.models import Challenge, Chapter, Recommendation, TargetGroup

WORDS_OF_A_SECTION = 60
Term = Chapter | Recommendation | Challenge | TargetGroup
Pages = list[ContributionPage]
Sections = dict[str, tuple[str, str]]  # {field: (heading, HTML)}
TERMS = ("chapters", "public_recommendations", "challenges", "target_groups")


@dataclass(frozen=True)
class Cell:
    """What one page says: a text in its own language, or terms; `more` is where it goes on."""

    page: ContributionPage
    text: str = ""
    terms: tuple[tuple[Term, bool], ...] = ()  # and whether all the pages have it
    more: str = ""
    is_own_text: bool = False


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.text or cell.terms for cell in self.cells)


def rows(pages: Pages) -> list[Row]:
    """The Rows in which at least one of the pages has something."""
    made = [*_facts(pages), *_terms(pages), *_sections(pages)]
    return [row for row in made if not row.is_empty]


def _facts(pages: Pages) -> Iterator[Row]:
    facts: dict[str, Callable[[ContributionPage], object]] = {
        _("Type"): lambda page: page.type_label,
        _("Meeting"): lambda page: page.occasion,
        _("Period"): lambda page: page.years,
        _("Language"): lambda page: page.get_language_display(),
    }
    for label, read in facts.items():
        yield Row(label, tuple(Cell(page, str(read(page))) for page in pages))
    yield _texts(_("Implementing body"), pages, "institution")
    yield _texts(_("Adopted by"), pages, "adopting_body")
    yield _texts(_("Summary"), pages, "summary")


def _texts(label: str, pages: Pages, name: str) -> Row:
    cells = (Cell(page, getattr(page, name, ""), is_own_text=True) for page in pages)
    return Row(label, tuple(cells))


def _terms(pages: Pages) -> Iterator[Row]:
    labels = (_("Chapters"), _("Operational recommendations"), _("Challenges"), _("Target groups"))
    for label, name in zip(labels, TERMS, strict=True):
        held = [_terms_of(page, name) for page in pages]
        common = set.intersection(*map(set, held)) if len(pages) > 1 else set()
        yield Row(label, tuple(_marked(*pair, common) for pair in zip(pages, held, strict=True)))


def _terms_of(page: ContributionPage, name: str) -> list[Term]:
    terms = getattr(page, name)
    return list(terms if isinstance(terms, list) else terms.all())


def _marked(page: ContributionPage, terms: Iterable[Term], common: set[Term]) -> Cell:
    return Cell(page, terms=tuple((term, term in common) for term in terms))


def _sections(pages: Pages) -> Iterator[Row]:
    names = dict.fromkeys(
        name for model in (PracticePage, StrategyPage, RecordPage) for name in model.section_fields
    )
    sections = {page.pk: _sections_of(page) for page in pages}
    for name in names:
        titles = [found[name][0] for found in sections.values() if name in found]
        if titles:
            yield Row(titles[0], tuple(_section(page, name, sections[page.pk]) for page in pages))


def _sections_of(page: ContributionPage) -> Sections:
    return {name: (title, html) for name, title, html in page.sections}


def _section(page: ContributionPage, name: str, sections: Sections) -> Cell:
    if name not in sections:
        return Cell(page)
    whole = plain_text(sections[name][1])
    text = _beginning(whole)
    return Cell(page, text, more="" if text == whole else f"{page.url}#{name}", is_own_text=True)


def _beginning(text: str) -> str:
    # Chinese has no gaps between words: there the length in characters decides.
    return Truncator(Truncator(text).words(WORDS_OF_A_SECTION)).chars(8 * WORDS_OF_A_SECTION)
