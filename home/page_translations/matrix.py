"""Pages and languages: what is missing, up to date, or older than the English page."""

from dataclasses import dataclass, field

from common.labels import field_label
from practices.models import Worded

from .kinds import open_proposals
from .models import TRANSLATED, PageTranslation
from .words import Words, changed_fields, translatable


@dataclass(frozen=True)
class Cell:
    language: str
    language_name: str
    translation: PageTranslation | None
    changed: list[str] = field(default_factory=list)  # labels of fields
    proposal_id: int | None = None

    @property
    def is_missing(self) -> bool:
        return self.translation is None or self.translation.withdrawn_at is not None


@dataclass(frozen=True)
class Row:
    page: Worded
    cells: list[Cell]


def rows() -> list[Row]:
    made = {(row.page_id, row.language): row for row in PageTranslation.objects.all()}
    proposals = open_proposals()

    def cell(page: Worded, english: Words, language: str, name: str) -> Cell:
        translation = made.get((page.pk, language))
        changed = changed_fields(translation.english, english) if translation else []
        labels = [field_label(page, each) for each in changed]
        proposal = proposals.get((page.pk, language))
        return Cell(language, name, translation, labels, proposal.pk if proposal else None)

    return [
        Row(page, [cell(page, english, code, str(name)) for code, name in TRANSLATED])
        for page, english in translatable()
    ]


def totals(table: list[Row]) -> list[tuple[str, int, int]]:
    """(language, pages that are up to date, pages) for each language."""
    found = []
    for place, (_code, name) in enumerate(TRANSLATED):
        cells = [row.cells[place] for row in table]
        current = [cell for cell in cells if not cell.is_missing and not cell.changed]
        found.append((str(name), len(current), len(cells)))
    return found
