"""What a meeting treated and left behind: programme, interventions, documents, neighbours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from django.db.models import Q
from django.utils.functional import cached_property

from common.collation import in_order

from .models import (
    BodyRecommendationPage,
    DocumentPage,
    InterventionPage,
    MeetingPage,
    RecordPage,
    Segment,
)
from .reviewed import MEETINGS_LATER, Reviewed, at_distance
from .standing import Standing, standings

Entry = TypeVar("Entry", bound=RecordPage)
OF_SEGMENTS = ("challenges", "chapters", "panellists__state", "panellists__organization")


@dataclass(frozen=True)
class Day:
    """Segments that follow each other on one day; of none: their day is not known."""

    day: date | None
    segments: list[Segment]


@dataclass(frozen=True)
class Group:
    """The interventions of a segment; of none: those whose segment is not known, or not public."""

    segment: Segment | None
    interventions: list[InterventionPage]


class Proceedings:
    """Public pages alone; each part is read once, when a template asks for it."""

    def __init__(self, meeting: MeetingPage) -> None:
        self.meeting = meeting

    @cached_property
    def programme(self) -> list[Segment]:
        """Of a preview as the draft has it; else in a fixed number of queries."""
        if "segments" in getattr(self.meeting, "_cluster_related_objects", {}):
            return self.meeting.programme
        segments = Segment.objects.filter(page=self.meeting.pk, verified=True)
        return list(segments.order_by("sort_order").prefetch_related(*OF_SEGMENTS))

    @property
    def days(self) -> list[Day]:
        by_day = groupby(self.programme, key=lambda segment: segment.day)
        return [Day(day, list(segments)) for day, segments in by_day]

    @cached_property
    def interventions(self) -> list[InterventionPage]:
        pages = InterventionPage.objects.published().filter(meeting=self.meeting.pk)
        return self._of_this(pages.order_by("path").select_related("state", "organization"))

    @cached_property
    def groups(self) -> list[Group]:
        """In the order of the programme; in a segment by name, Member States first."""
        by_segment: dict[int | None, list[InterventionPage]] = defaultdict(list)
        known = {segment.pk for segment in self.programme}
        for page in self.interventions:
            by_segment[page.segment_id if page.segment_id in known else None].append(page)
        groups = [Group(each, _by_name(by_segment[each.pk])) for each in self.programme]
        groups.append(Group(None, _by_name(by_segment[None])))
        return [group for group in groups if group.interventions]

    @cached_property
    def documents(self) -> list[DocumentPage]:
        """The report of the meeting first."""
        own = Q(meeting=self.meeting.pk) | Q(pk=self.meeting.report_id)
        pages = DocumentPage.objects.published().filter(own).order_by("date", "symbol")
        return sorted(pages, key=lambda page: page.pk != self.meeting.report_id)

    @cached_property
    def recommendations(self) -> list[BodyRecommendationPage]:
        pages = BodyRecommendationPage.objects.published().filter(meeting=self.meeting.pk)
        return self._of_this(pages.order_by("path"))

    @cached_property
    def standings(self) -> list[Standing]:
        return standings(self.recommendations)

    @cached_property
    def reviewed(self) -> Reviewed:
        """What States reported about these recommendations two meetings later."""
        return Reviewed(self.meeting, self.recommendations)

    @cached_property
    def reviews(self) -> MeetingPage | None:
        """The meeting two meetings earlier, if it left recommendations: they were reviewed here."""
        earlier = at_distance(self.meeting, -MEETINGS_LATER)
        pages = BodyRecommendationPage.objects.published().filter(meeting=earlier)
        return earlier if earlier and pages.exists() else None

    @cached_property
    def previous(self) -> MeetingPage | None:
        """Of the same body."""
        earlier = Q(date__lt=self.meeting.date) | Q(date=self.meeting.date, pk__lt=self.meeting.pk)
        return self._neighbour(earlier, "-date", "-pk")

    @cached_property
    def next(self) -> MeetingPage | None:
        later = Q(date__gt=self.meeting.date) | Q(date=self.meeting.date, pk__gt=self.meeting.pk)
        return self._neighbour(later, "date", "pk")

    def _of_this(self, pages: Iterable[Entry]) -> list[Entry]:
        """Their addresses name the meeting, which none of them has to ask for."""
        found = list(pages)
        for page in found:
            page.meeting = self.meeting
        return found

    def _neighbour(self, condition: Q, *order: str) -> MeetingPage | None:
        if self.meeting.date is None or self.meeting.body_id is None:
            return None
        pages = MeetingPage.objects.published().filter(condition, body=self.meeting.body_id)
        return pages.order_by(*order).first()

    @property
    def speaking_states(self) -> int:
        return len({page.state_id for page in self.interventions if page.state_id})

    @property
    def speaking_organizations(self) -> int:
        return len({page.organization_id for page in self.interventions if page.organization_id})


def _by_name(pages: list[InterventionPage]) -> list[InterventionPage]:
    states = in_order([page for page in pages if page.state], lambda page: page.state.name)
    others = [page for page in pages if page.state is None]
    return [*states, *in_order(others, lambda page: str(page.organization or page.title))]
