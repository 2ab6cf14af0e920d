"""The meetings of one body as it lists them: ordinal, dates, venue, report, documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from .models import DocumentPage, MeetingLink, MeetingPage


@dataclass(frozen=True)
class Row:
    """`report` is public, `documents` counts those that are; `links` lead to other sites."""

    meeting: MeetingPage
    report: DocumentPage | None
    documents: int
    links: list[MeetingLink]


def rows_of(meetings: Sequence[MeetingPage]) -> list[Row]:
    """The latest first."""
    public = DocumentPage.objects.published().order_by()
    reports = public.in_bulk([each.report_id for each in meetings if each.report_id])
    counts = dict(
        public.filter(meeting__in=meetings).values_list("meeting_id").annotate(Count("pk"))
    )
    links = _links_by_meeting(meetings)
    return [
        Row(each, reports.get(each.report_id), counts.get(each.pk, 0), links.get(each.pk, []))
        for each in reversed(meetings)
    ]


def _links_by_meeting(meetings: Sequence[MeetingPage]) -> dict[int, list[MeetingLink]]:
    found: dict[int, list[MeetingLink]] = {}
    kind = MeetingLink.Kind.DOCUMENTS
    for link in MeetingLink.objects.filter(page__in=meetings, kind=kind, verified=True):
        found.setdefault(link.page_id, []).append(link)
    return found
