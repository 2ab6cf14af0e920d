"""Page of what other States have shared on the gaps of an assessment."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops import answers, items
from workshops.answers import status_label
from workshops.entry.seats import Seat, in_room
from workshops.sheets import assessment_of, items_for

from .suggested import ON_A_LIST, gaps, suggestions


@require_safe
@in_room
def for_assessment(request: HttpRequest, seat: Seat, assessment_id: int) -> HttpResponse:
    """By chapter, for each gap of the sheet that the person writes."""
    found = assessment_of(seat, assessment_id)
    sheet = answers.sheet_of(found, seat.group)
    listed = gaps(items_for(seat, found), sheet)
    # All items are asked about, so that the request does not tell which of them are gaps.
    suggested = suggestions(items.items_of(found), seat.room.owner, ON_A_LIST)
    rows = [(suggested[item.key], status_label(answers.status_of(sheet, item))) for item in listed]
    chapters = groupby(rows, key=lambda row: row[0].item.chapter)
    context = {
        "seat": seat,
        "assessment": found,
        "chapters": [(chapter, list(of_chapter)) for chapter, of_chapter in chapters],
    }
    return render(request, "workshops/suggestions.html", context)
