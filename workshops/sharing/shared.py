"""Sharing of agreed answers, one by one, and what readers see of them.

The trail says that a State has shared something or taken it back, and not what or with whom.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from taxonomy.models import MemberState
from workshops import answers, rooms
from workshops.answers import status_label
from workshops.forms import AnswerForm
from workshops.items import SETS, Item
from workshops.lines import Line
from workshops.models import Answer, Assessment, Share
from workshops.models.shares import ShareQuerySet
from workshops.sealing import SealBrokenError

Part = Share.Part
# Who takes the next step stays with the State: it may be a person.
FIELDS = {
    Part.ANSWER: ("status", "evidence", "lead", "note", "next_step", "next_date"),
    Part.ASSISTANCE: ("assistance", "assistance_from"),
}


@dataclass(frozen=True)
class Shared:
    """What a reader sees of a share."""

    share: Share
    item: Item
    lines: list[Line]


def agreed(assessment: Assessment) -> QuerySet[Answer]:
    return assessment.answers.filter(group=None).select_related("key")


def parts_said(answer: Answer) -> list[Part]:
    """The parts of an answer in which there is anything to share."""
    return [part for part in FIELDS if any(answer.data.get(name) for name in FIELDS[part])]


def lines_of(answer: Answer, part: Part) -> Iterator[Line]:
    """What is shared with a part of an answer."""
    fields = AnswerForm.base_fields
    for name in FIELDS[part]:
        if value := answer.data.get(name):
            yield Line(str(fields[name].label), _shown(name, value))


def _shown(name: str, value: str) -> str:
    if name == "status":
        return status_label(value)
    return date_format(date.fromisoformat(value)) if name == "next_date" else value


@transaction.atomic
def share(
    assessment: Assessment,
    keys: Collection[str],
    part: Part,
    reader: Share.Reader,
    state: MemberState | None,
    until: date | None,
    user: AbstractBaseUser,
) -> None:
    """Those of the agreed answers; shared again, the last day is the new one."""
    for answer in agreed(assessment).filter(item__in=keys):
        Share.objects.update_or_create(
            answer=answer,
            part=part,
            reader=reader,
            state=state,
            defaults={"until": until, "shared_at": timezone.now()},
        )
    rooms.record("workshop answers shared", assessment.room.workshop, user)


@transaction.atomic
def take_back(assessment: Assessment, shares: Iterable[int], user: AbstractBaseUser) -> int:
    """How many; from the next request on nobody else reads them."""
    rows = Share.objects.filter(answer__assessment=assessment, pk__in=list(shares))
    number, _by_model = rows.delete()
    if number:
        rooms.record("workshop answers taken back", assessment.room.workshop, user)
    return number


def changed_since(assessment: Assessment, keys: Collection[str], seen: object) -> bool:
    """Whether somebody has changed one of these answers since the page showed them."""
    answers.wait_for_turn(assessment)
    return agreed(assessment).filter(item__in=keys, changed_at__gt=seen).exists()


def readable(shares: ShareQuerySet) -> list[Shared]:
    """In the order of a page; what cannot be opened any more is left out."""
    known: dict[str, dict[str, Item]] = defaultdict(dict)
    return [shown for each in shares.to_be_read() if (shown := _shared(each, known))]


def _shared(share: Share, known: dict[str, dict[str, Item]]) -> Shared | None:
    name = share.answer.assessment.items
    if name not in known:
        known[name] = {item.key: item for item in SETS[Assessment.Items(name)]()}
    item = known[name].get(share.answer.item)
    try:
        lines = list(lines_of(share.answer, Part(share.part)))
    except SealBrokenError:
        return None
    return Shared(share, item, lines) if item and lines else None
