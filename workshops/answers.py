"""Answers to the items of an assessment: those of each group, and those agreed in the room.

A sheet is one of these: all answers of a group, or, without a group, what was agreed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taxonomy.models import Chapter

from .items import Item
from .models import Answer, Assessment, Group

Status = Answer.Status
Sheet = dict[str, dict]  # what was said, by the key of the item
UNANSWERED = ""
IN_ORDER = [*Status.values, UNANSWERED]
# What is still to be done, the furthest from done first; silence is not among it.
GAPS: tuple[str, ...] = (Status.NONE, Status.PLANNED, Status.PARTLY)


def sheets_of(assessment: Assessment) -> dict[int | None, Sheet]:
    """{key of the group, or None for what is agreed: its answers}, with one query."""
    found: dict[int | None, Sheet] = {None: {}}
    for row in _opened(assessment.answers.all(), [assessment]):
        found.setdefault(row.group_id, {})[row.item] = row.data
    return found


def sheet_of(assessment: Assessment, group: Group | None) -> Sheet:
    return sheets_by_assessment([assessment], group)[assessment.pk]


def sheets_by_assessment(
    assessments: Sequence[Assessment], group: Group | None
) -> dict[int, Sheet]:
    """{key of the assessment: what the group said, or what was agreed}, with one query."""
    found: dict[int, Sheet] = {each.pk: {} for each in assessments}
    rows = Answer.objects.filter(assessment__in=found, group=group)
    for row in _opened(rows, assessments):
        found[row.assessment_id][row.item] = row.data
    return found


def _opened(rows: QuerySet[Answer], assessments: Iterable[Assessment]) -> Iterator[Answer]:
    """Under the keys of their assessments, each unwrapped once; another is fetched when it is met.

    Only while a key is being renewed do rows of one assessment stand under several.
    """
    keys = {each.key_id: each.key for each in assessments}
    for row in rows:
        if row.key_id in keys:
            row.key = keys[row.key_id]
        else:
            keys[row.key_id] = row.key
        yield row


def answer_of(assessment: Assessment, group: Group | None, item: Item) -> Answer:
    """The stored row, or one that is not stored yet."""
    place = {"assessment": assessment, "group": group, "item": item.key}
    return Answer.objects.filter(**place).select_related("key").first() or Answer(**place)


def wait_for_turn(assessment: Assessment) -> None:
    """Until the transaction ends, nobody else writes an answer to this assessment."""
    Assessment.objects.select_for_update().filter(pk=assessment.pk).values_list("pk").first()


def keep(answer: Answer, values: dict) -> None:
    """Take these for what a sheet says of an item; the others stay as they are."""
    answer.seal(answer.data | values)
    answer.changed_at = timezone.now()
    answer.save()


def status_of(sheet: Sheet, item: Item) -> str:
    return sheet.get(item.key, {}).get("status", UNANSWERED)


def status_label(status: str) -> str:
    labels = _status_labels(get_language())
    return labels.get(status, labels[UNANSWERED])


@cache
def _status_labels(_language: str | None) -> dict[str, str]:
    named = [*Status.choices, (UNANSWERED, _("Not answered yet"))]
    return {status: capfirst(str(label)) for status, label in named}


@dataclass(frozen=True, repr=False)
class ChapterCount:
    """How a sheet stands on the items of one chapter."""

    chapter: Chapter
    items: list[Item]
    counts: Counter = field(default_factory=Counter)
    differing: int = 0

    @property
    def answered(self) -> int:
        return len(self.items) - self.counts[UNANSWERED]

    @property
    def by_status(self) -> list[int]:
        return [self.counts[status] for status in IN_ORDER]


def by_chapter(
    items: Iterable[Item], sheet: Sheet, groups: Iterable[Sheet] = ()
) -> list[ChapterCount]:
    """`groups` are the sheets whose differences are counted beside it."""
    sheets = list(groups)
    rows = []
    for chapter, found in groupby(items, key=lambda item: item.chapter):
        listed = list(found)
        counts = Counter(status_of(sheet, item) for item in listed)
        differing = sum(differ(sheets, item) for item in listed)
        rows.append(ChapterCount(chapter, listed, counts, differing))
    return rows


def differ(sheets: Iterable[Sheet], item: Item) -> bool:
    """Whether two groups that answered say different things; silence contradicts nobody."""
    said = {status_of(sheet, item) for sheet in sheets}
    return len(said - {UNANSWERED, Status.NOT_DISCUSSED.value}) > 1
