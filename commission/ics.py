"""Meetings as an iCalendar file (RFC 5545, RFC 7986), to which calendars subscribe."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import icalendar
from django.db.models import Count
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language

from common.http import absolute_url
from practices.models import PublicationEvent
from translations.lists import in_interface_language

from .models import MeetingPage

PRODUCT = "-//Commission on Narcotic Drugs//Good Practice Portal//EN"
ASKED_AGAIN = timedelta(hours=12)
PUBLISHED = (PublicationEvent.Kind.PUBLISHED, PublicationEvent.Kind.CHANGED)


def file_of(meetings: Sequence[MeetingPage], name: str, url: str) -> bytes:
    """All-day events; a meeting of which no days are known is left out."""
    calendar = icalendar.Calendar.new(
        prodid=PRODUCT,
        uid=uuid5(NAMESPACE_URL, url),
        name=name,
        source=url,
        url=absolute_url("/meetings/"),
        refresh_interval=ASKED_AGAIN,
        language=get_language() or "en",
    )
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", ASKED_AGAIN)
    dated = [meeting for meeting in meetings if meeting.is_known_to_the_day]
    numbers = _numbers([meeting.pk for meeting in dated])
    titles = in_interface_language([meeting.pk for meeting in dated])
    for meeting in dated:
        shown = titles.get(meeting.pk, meeting)
        calendar.add_component(_event(meeting, shown, numbers.get(meeting.pk, 1)))
    return calendar.to_ical()


def _event(meeting: MeetingPage, shown, number: int) -> icalendar.Event:
    """`shown` has title, summary and language; `number` counts how often it was published."""
    event = icalendar.Event()
    event.add("uid", str(meeting.translation_key))  # the same whatever host and address
    event.add("sequence", number - 1)
    changed = meeting.last_published_at or timezone.now()
    event.add("dtstamp", _whole(changed))
    event.add("last-modified", _whole(changed))
    event.add("dtstart", meeting.date)
    event.add(
        "dtend", (meeting.last_day or meeting.date) + timedelta(days=1)
    )  # the first day after
    event.add("summary", shown.title, parameters={"language": shown.language})
    if shown.summary:
        event.add("description", shown.summary, parameters={"language": shown.language})
    if meeting.where:
        event.add("location", meeting.where)
    event.add("url", absolute_url(meeting.address))
    event.add("categories", [capfirst(meeting.get_session_display()), *_topics(meeting)])
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy because the Commission meets
    return event


def _topics(meeting: MeetingPage) -> list[str]:
    return [str(term.label) for term in (*meeting.challenges.all(), *meeting.chapters.all())]


def _numbers(page_ids: Sequence[int]) -> dict[int, int]:
    """{page id: how often what the public reads of it has changed, its first publication too}"""
    events = PublicationEvent.objects.filter(page_id__in=page_ids, kind__in=PUBLISHED)
    return dict(events.order_by().values_list("page_id").annotate(Count("pk")))


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
