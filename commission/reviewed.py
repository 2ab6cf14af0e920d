"""What States reported two meetings later about the recommendations of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property

from common.collation import in_order
from taxonomy.models import MemberState

from .models import BodyRecommendationPage, MeetingPage, Reply
from .standing import Standing, standings

MEETINGS_LATER = 2


@dataclass(frozen=True)
class Row:
    """A State, and its latest reply to each recommendation."""

    state: MemberState
    replies: list[Reply | None]


class Reviewed:
    """`later` is the public meeting that reviewed them; its year is the last that counts.

    Where no such meeting is on record, all that was reported counts.
    """

    def __init__(self, meeting: MeetingPage, pages: Sequence[BodyRecommendationPage]) -> None:
        self.later = at_distance(meeting, MEETINGS_LATER) if pages else None
        until = self.later.date.year if self.later and self.later.date else None
        self.columns: list[Standing] = standings(pages, until)

    @cached_property
    def rows(self) -> list[Row]:
        states = {
            reply.state_id: reply.state
            for column in self.columns
            for reply in column.latest.values()
        }
        return [
            Row(state, [column.latest.get(state.pk) for column in self.columns])
            for state in in_order(states.values(), lambda state: state.name)
        ]


def at_distance(meeting: MeetingPage, meetings: int) -> MeetingPage | None:
    """The public meeting of the same subsidiary body so many numbers later, or earlier."""
    regular = MeetingPage.Session.MEETING
    if meeting.session != regular or meeting.ordinal is None or meeting.body_id is None:
        return None
    pages = MeetingPage.objects.published().filter(body=meeting.body_id, session=regular)
    return pages.filter(ordinal=meeting.ordinal + meetings).order_by("date", "pk").first()
