"""Workplans of the Commission: which challenge is on the programme of which meeting."""

from collections import defaultdict
from dataclasses import dataclass, field

from taxonomy.models import Challenge, WorkplanItem

from .models import MeetingPage, Segment, Workplan


@dataclass
class Row:
    """A challenge of a year; its meeting and segment where they are public."""

    challenge: Challenge
    meeting: MeetingPage | None = None
    segment: Segment | None = None


@dataclass
class PlanYear:
    year: int
    meetings: list[MeetingPage] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass
class Plan:
    workplan: Workplan
    years: list[PlanYear]


def plans() -> list[Plan]:
    """Verified ones, the latest first, with verified challenges and public meetings alone."""
    items: dict[tuple[str, int], list[WorkplanItem]] = defaultdict(list)
    for item in WorkplanItem.objects.filter(verified=True).select_related("challenge"):
        items[item.plan, item.year].append(item)
    meetings = _meetings_by_year()
    found = []
    for workplan in Workplan.objects.filter(verified=True).order_by("-first_year"):
        years = {year for plan, year in (*items, *meetings) if plan == workplan.slug}
        found.append(
            Plan(
                workplan,
                [
                    _year(year, items[workplan.slug, year], meetings[workplan.slug, year])
                    for year in sorted(years)
                ],
            )
        )
    return found


def _meetings_by_year() -> dict[tuple[str, int], list[MeetingPage]]:
    pages = MeetingPage.objects.published().exclude(plan="").filter(date__isnull=False)
    by_year = defaultdict(list)
    for page in pages.order_by("date").prefetch_related("segments__challenges"):
        by_year[page.plan, page.date.year].append(page)
    return by_year


def _year(year: int, items: list[WorkplanItem], meetings: list[MeetingPage]) -> PlanYear:
    return PlanYear(year, meetings, [_row(item.challenge, meetings) for item in items])


def _row(challenge: Challenge, meetings: list[MeetingPage]) -> Row:
    """The segment that treats it; else the meeting of that year, if there is one alone."""
    for meeting in meetings:
        for segment in meeting.programme:
            if challenge in segment.challenges.all():
                return Row(challenge, meeting, segment)
    return Row(challenge, meetings[0] if len(meetings) == 1 else None)
