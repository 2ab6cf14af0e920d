"""What a sheet says as a whole: where each chapter stands, priorities, assistance, the plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import cached_property

from workshops import answers
from workshops.answers import GAPS, IN_ORDER, ChapterCount, Sheet
from workshops.items import Item

# Django logs what a template seeks in vain, with all that stands beside it: so each is found, and
# nothing here is written out as a whole (repr).
BLANK = dict.fromkeys(
    ("lead", "assistance", "assistance_from", "next_step", "next_date", "owner"), ""
)


@dataclass(frozen=True, repr=False)
class Line:
    """An item with what the sheet says of it."""

    item: Item
    said: dict

    @property
    def status(self) -> str:
        return self.said.get("status", answers.UNANSWERED)

    @property
    def status_label(self) -> str:
        return answers.status_label(self.status)

    @property
    def is_priority(self) -> bool:
        return bool(self.said.get("priority"))

    @cached_property
    def day(self) -> date | None:
        """Of the next step."""
        return parse_date(self.said["next_date"])

    @property
    def day_text(self) -> str:
        return date_format(self.day, "DATE_FORMAT") if self.day else ""

    @property
    def is_past(self) -> bool:
        return self.day is not None and self.day < timezone.localdate()


@dataclass(frozen=True, repr=False)
class Results:
    chapters: list[ChapterCount]
    priorities: list[Line]
    assistance: list[Line]
    plan: list[Line]

    @cached_property
    def counts(self) -> Counter:
        """Of all chapters, by status."""
        return sum((row.counts for row in self.chapters), Counter())

    @property
    def by_status(self) -> list[int]:
        return [self.counts[status] for status in IN_ORDER]

    @property
    def total(self) -> int:
        return sum(len(row.items) for row in self.chapters)

    @property
    def answered(self) -> int:
        return sum(row.answered for row in self.chapters)


def read(items: Sequence[Item], sheet: Sheet) -> Results:
    lines = [Line(item, BLANK | sheet[item.key]) for item in items if item.key in sheet]
    return Results(
        chapters=answers.by_chapter(items, sheet),
        priorities=priorities(lines),
        assistance=[line for line in lines if _any(line, "assistance", "assistance_from")],
        plan=plan(lines),
    )


def priorities(lines: Iterable[Line]) -> list[Line]:
    """Marked items first, then gaps; within each the furthest from done, in the order of items."""
    found = [line for line in lines if line.is_priority or line.status in GAPS]
    return sorted(found, key=lambda line: (not line.is_priority, _distance(line)))


def plan(lines: Iterable[Line]) -> list[Line]:
    """Next steps by their dates; those without one last."""
    found = [line for line in lines if _any(line, "next_step", "next_date", "owner")]
    return sorted(found, key=lambda line: (line.day is None, line.day or date.max))


def _distance(line: Line) -> int:
    return GAPS.index(line.status) if line.status in GAPS else len(GAPS)


def _any(line: Line, *names: str) -> bool:
    return any(line.said[name] for name in names)
