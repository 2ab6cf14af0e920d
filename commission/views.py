"""Pages about meetings that stand in no tree: bodies, workplans, and the feed of the calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from . import ics
from .body_list import rows_of
from .calendar import Calendar
from .models import Body, MeetingPage
from .recommendation_list import RecommendationList, totals_of
from .workplans import plans


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    return render(request, "commission/bodies.html", {"bodies": Body.objects.public()})


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """A body, and its meetings as it lists them itself, narrowed by the address."""
    found = get_object_or_404(Body.objects.public(), code=code.lower())
    calendar = Calendar(request.GET, MeetingPage.objects.filter(body=found))
    context = {
        "body": found,
        "calendar": calendar,
        "rows": rows_of(calendar.meetings),
        "feed_url": calendar.feed_url(body=found.code),
        "recommendations": totals_of(found),
    }
    return render(request, "commission/body.html", context)


@require_safe
def recommendations(request: HttpRequest, code: str) -> HttpResponse:
    """What a body has recommended, narrowed by the address: ?stands=open."""
    found = get_object_or_404(Body.objects.public(), code=code.lower())
    context = {"body": found, "list": RecommendationList(found, request.GET)}
    return render(request, "commission/body_recommendations.html", context)


@require_safe
def workplans(request: HttpRequest) -> HttpResponse:
    return render(request, "commission/workplans.html", {"plans": plans()})


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The meetings that an address of /meetings/ shows, for a program that keeps calendars."""
    calendar = Calendar(request.GET, MeetingPage.objects.all(), Body.objects.public())
    content = ics.file_of(calendar.meetings, calendar.name, calendar.feed_url())
    headers = {"Content-Disposition": 'inline; filename="meetings.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
