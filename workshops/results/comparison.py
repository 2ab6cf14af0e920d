"""What has moved since the last assessment of the same State, of the same text and items."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _

from taxonomy.models import Chapter
from workshops import answers
from workshops.answers import UNANSWERED, Sheet, Status
from workshops.entry.seats import Seat
from workshops.items import Item
from workshops.models import Answer, Assessment

RANK = {Status.NONE: 0, Status.PLANNED: 1, Status.PARTLY: 2, Status.IN_PLACE: 3}
SILENT = {UNANSWERED, Status.NOT_DISCUSSED}  # neither more nor less than another answer


class Move(TextChoices):
    UP = "up", _("Further than before")
    DOWN = "down", _("Less far than before")
    SAME = "same", _("As before")
    NEW = "new", _("Answered for the first time")
    GONE = "gone", _("Not answered this time")
    OTHER = "other", _("Applicable now or no longer")


@dataclass(frozen=True, repr=False)
class Moved:
    item: Item
    move: Move
    before: str
    now: str

    @property
    def before_label(self) -> str:
        return answers.status_label(self.before)

    @property
    def now_label(self) -> str:
        return answers.status_label(self.now)


@dataclass(frozen=True, repr=False)
class ChapterMoves:
    chapter: Chapter
    counts: Counter

    @property
    def by_move(self) -> list[int]:
        return [self.counts[move] for move in Move]


@dataclass(frozen=True, repr=False)
class Comparison:
    earlier: Assessment
    moved: list[Moved]

    @property
    def chapters(self) -> list[ChapterMoves]:
        groups = groupby(self.moved, key=lambda each: each.item.chapter)
        return [
            ChapterMoves(chapter, Counter(each.move for each in found)) for chapter, found in groups
        ]

    @property
    def changed(self) -> list[Moved]:
        """Up first, as the enumeration runs; what stayed as it was is counted and not listed."""
        order = list(Move)
        found = [each for each in self.moved if each.move != Move.SAME]
        return sorted(found, key=lambda each: order.index(each.move))


def comparison(earlier: Assessment, items: Iterable[Item], before: Sheet, now: Sheet) -> Comparison:
    moves = (_moved(item, before, now) for item in items)
    return Comparison(earlier, [each for each in moves if each])


def last_before(seat: Seat, found: Assessment) -> Assessment | None:
    """With something that was agreed; a group has nothing to compare with.

    A facilitator was let into this room alone; a focal point reads all rooms of the State.
    """
    if not seat.leads:
        return None
    rows = Assessment.objects.filter(text=found.text, items=found.items).exclude(key=None)
    if seat.participant:
        rows = rows.filter(room=seat.room)
    else:
        rows = rows.filter(room__workshop__state=seat.room.owner)
    rows = rows.filter(Q(begun_on__lt=found.begun_on) | Q(begun_on=found.begun_on, pk__lt=found.pk))
    agreed = Answer.objects.filter(assessment=OuterRef("pk"), group=None)
    return rows.filter(Exists(agreed)).select_related("key", "text").first()


def _moved(item: Item, before: Sheet, now: Sheet) -> Moved | None:
    was, is_now = answers.status_of(before, item), answers.status_of(now, item)
    move = _move(was, is_now)
    return Moved(item, move, was, is_now) if move else None


def _move(was: str, is_now: str) -> Move | None:
    """None for an item that was answered neither time."""
    if was in SILENT or is_now in SILENT:
        return _beside_silence(was in SILENT, is_now in SILENT)
    if was == is_now:
        return Move.SAME
    if was in RANK and is_now in RANK:
        return Move.UP if RANK[Status(is_now)] > RANK[Status(was)] else Move.DOWN
    return Move.OTHER


def _beside_silence(was_silent: bool, is_silent: bool) -> Move | None:
    if was_silent and is_silent:
        return None
    return Move.NEW if was_silent else Move.GONE
