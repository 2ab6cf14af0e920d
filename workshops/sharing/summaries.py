"""Anonymous summaries: how many States of a region name a gap, without naming one of them.

Why no State can be worked out from one summary, or from the difference of several, is said in
docs/decisions/summaries.md; what holds it is `may_be_counted` and `level`.
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import Chapter, MemberState, Region
from workshops import answers, rooms
from workshops.answers import GAPS, Sheet
from workshops.items import SETS, Item
from workshops.models import Assessment, Summary, SummaryConsent
from workshops.sealing import SealBrokenError

FEWEST = 5  # States in a summary, and in any bloc by which two summaries differ
NARROWEST = 3  # numbers of States that a level stands for, at least
LEVELS = {
    2: (_("up to half of the States"), _("more than half")),
    3: (
        _("up to a third of the States"),
        _("between a third and two thirds"),
        _("more than two thirds"),
    ),
}


def parts_for(total: int) -> int:
    """How many levels leave each of them wide enough."""
    return 3 if total >= 3 * NARROWEST else 2


def level(number: int, total: int) -> int:
    """The place of a number of States among the levels, counted from 0."""
    parts = parts_for(total)
    return next(at for at in range(parts) if number * parts <= total * (at + 1))


def may_be_counted(candidates: Set[int], earlier: Iterable[Set[int]]) -> set[int]:
    """Those of the candidates whom a new summary may count beside the earlier ones.

    A bloc are the States that were counted in the very same summaries before, or in none. After the
    new summary each bloc has to have five members or none.
    """
    summaries = list(earlier)
    blocs: dict[tuple[bool, ...], set[int]] = defaultdict(set)
    for state in candidates.union(*summaries):
        blocs[tuple(state in counted for counted in summaries)].add(state)
    allowed: set[int] = set()
    for counted_in, bloc in blocs.items():
        rest = bloc - candidates if any(counted_in) else set()
        if len(bloc & candidates) >= FEWEST and len(rest) in (0, *range(FEWEST, len(bloc))):
            allowed |= bloc & candidates
    return allowed


@transaction.atomic
def release_for(year: int) -> int:
    """Make the summaries of a year that has ended, once; how many could be made."""
    if Summary.objects.filter(year=year).exists():
        return 0
    regions = Region.objects.public().filter(scheme=Region.Scheme.UN_GROUP)
    made = [_release(year, region, kind) for region in regions for kind in Assessment.Items]
    return sum(bool(summary.rows) for summary in made)


def _release(year: int, region: Region, kind: Assessment.Items) -> Summary:
    sheets = _sheets(year, region, kind)
    # Regions change, so summaries of all of them are looked at.
    earlier = [
        {state.pk for state in summary.states.all()}
        for summary in Summary.objects.filter(items=kind).prefetch_related("states")
    ]
    counted = may_be_counted(set(sheets), earlier)
    summary = Summary.objects.create(year=year, region=region, items=kind)
    if counted:
        chosen = [sheets[pk] for pk in sorted(counted)]
        summary.parts = parts_for(len(chosen))
        summary.rows = _rows(SETS[kind](), [sheet for _consent, sheet in chosen])
        summary.save()
        summary.states.set(counted)
        consents = [consent.pk for consent, _sheet in chosen]
        SummaryConsent.objects.filter(pk__in=consents).update(counted_in=summary)
    return summary


def _sheets(
    year: int, region: Region, kind: Assessment.Items
) -> dict[int, tuple[SummaryConsent, Sheet]]:
    """{key of the State: its latest assessment that may be counted, and what was agreed in it}"""
    end = timezone.make_aware(datetime.combine(date(year + 1, 1, 1), time.min))
    rows = SummaryConsent.objects.filter(
        given_at__lt=end,
        counted_in=None,
        assessment__items=kind,
        assessment__room__workshop__state__memberships__region=region,
        assessment__room__workshop__state__memberships__counts_in_totals=True,
    ).select_related("assessment__room__workshop__state")
    found = {}
    for consent in rows.order_by("assessment__begun_on", "assessment"):
        try:
            sheet = answers.sheet_of(consent.assessment, None)
        except SealBrokenError:
            continue  # the State has erased it
        found[consent.assessment.owner.pk] = consent, sheet
    return found


def _rows(items: list[Item], sheets: list[Sheet]) -> dict[str, list[int]]:
    total = len(sheets)
    return {
        item.key: [
            level(sum(answers.status_of(sheet, item) in GAPS for sheet in sheets), total),
            level(sum(wants_assistance(sheet, item) for sheet in sheets), total),
        ]
        for item in items
    }


def wants_assistance(sheet: Sheet, item: Item) -> bool:
    return bool(sheet.get(item.key, {}).get("assistance"))


@transaction.atomic
def agree(assessment: Assessment, user: AbstractBaseUser) -> None:
    _consent, is_new = SummaryConsent.objects.get_or_create(assessment=assessment)
    if is_new:
        rooms.record("workshop summary agreed to", assessment.room.workshop, user)


@transaction.atomic
def withdraw(assessment: Assessment, user: AbstractBaseUser) -> None:
    """What has been counted stays counted: nobody can tell it apart."""
    rows = SummaryConsent.objects.filter(assessment=assessment, counted_in=None)
    if rows.delete()[0]:
        rooms.record("workshop summary withdrawn from", assessment.room.workshop, user)


@dataclass(frozen=True)
class Line:
    """What a summary says of an item, in words."""

    item: Item
    gaps: str
    assistance: str


def by_chapter(summary: Summary) -> list[tuple[Chapter, list[Line]]]:
    words = LEVELS[summary.parts]
    lines = [
        Line(item, *(str(words[place]) for place in summary.rows[item.key]))
        for item in SETS[Assessment.Items(summary.items)]()
        if item.key in summary.rows
    ]
    chapters = groupby(lines, key=lambda line: line.item.chapter)
    return [(chapter, list(of_chapter)) for chapter, of_chapter in chapters]


def fewest_counted(summary: Summary) -> int:
    """The number of States that is told: at least so many."""
    return FEWEST if summary.parts == 2 else 3 * NARROWEST


def region_of(state: MemberState) -> Region | None:
    """The one in whose summary a State is counted."""
    groups = Region.objects.public().filter(scheme=Region.Scheme.UN_GROUP)
    return groups.filter(memberships__state=state, memberships__counts_in_totals=True).first()
