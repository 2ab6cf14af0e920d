"""Pages on which a focal point shares agreed answers, and those of who may read them."""

from collections import defaultdict
from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from submission.access import contributors_only
from workshops import items
from workshops.leading_views import own_room
from workshops.models import Assessment, Room, Share, SummaryConsent

from . import shared, summaries
from .forms import ShareForm


def _assessment(room: Room, pk: int) -> Assessment:
    found = get_object_or_404(room.assessments.select_related("text", "key"), pk=pk)
    found.room = room
    return found


@own_room
@transaction.atomic
def share(request: HttpRequest, room: Room, assessment_id: int) -> HttpResponse:
    """Which agreed answers are shared with whom, and the form that shares more of them."""
    found = _assessment(room, assessment_id)
    agreed = [answer for answer in shared.agreed(found) if shared.parts_said(answer)]
    form = ShareForm(found, agreed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        shared.share(
            found, data["items"], data["part"], data["reader"], data["state"], data["until"],
            request.user,
        )  # fmt: skip
        messages.success(request, _("Shared. You can take it back at any time."))
        return redirect("workshop_sharing", room.workshop_id, found.pk)
    context = {
        "room": room,
        "assessment": found,
        "form": form,
        "chapters": _by_chapter(found, agreed, form),
        "shares": _shares_of(found),
        "region": summaries.region_of(found.owner),
        "consent": SummaryConsent.objects.filter(assessment=found).first(),
    }
    return render(request, "workshops/leading/sharing.html", context)


def _by_chapter(found: Assessment, agreed: list, form: ShareForm) -> list:
    """[(chapter, [(item, checkbox, [(part, lines)])])] of what is agreed."""
    by_key = {answer.item: answer for answer in agreed}
    boxes = {option.data["value"]: option for option in form["items"]}
    rows = [
        (item, boxes[item.key], [
            (part.label, list(shared.lines_of(by_key[item.key], part)))
            for part in shared.parts_said(by_key[item.key])
        ])
        for item in items.items_of(found)
        if item.key in by_key
    ]  # fmt: skip
    chapters = groupby(rows, key=lambda row: row[0].chapter)
    return [(chapter, list(of_chapter)) for chapter, of_chapter in chapters]


def _shares_of(found: Assessment) -> list:
    """In the order of items."""
    by_item: dict[str, list[Share]] = defaultdict(list)
    for row in Share.objects.filter(answer__assessment=found).to_be_read():
        by_item[row.answer.item].append(row)
    return [(row, item) for item in items.items_of(found) for row in by_item[item.key]]


@require_POST
@own_room
def take_back(request: HttpRequest, room: Room, assessment_id: int) -> HttpResponse:
    """One share or several; from the next request on nobody else reads them."""
    found = _assessment(room, assessment_id)
    wanted = [int(pk) for pk in request.POST.getlist("share") if pk.isdecimal() and len(pk) < 19]
    if shared.take_back(found, wanted, request.user):
        messages.success(request, _("Taken back. Nobody else can read it any more."))
    return redirect("workshop_sharing", room.workshop_id, found.pk)


@require_POST
@own_room
def in_summary(request: HttpRequest, room: Room, assessment_id: int) -> HttpResponse:
    """Whether the assessment is counted in the next summary of the region."""
    found = _assessment(room, assessment_id)
    change = summaries.agree if request.POST.get("counted") == "yes" else summaries.withdraw
    change(found, request.user)
    return redirect("workshop_sharing", room.workshop_id, found.pk)


@require_safe
@contributors_only
def with_state(request: HttpRequest) -> HttpResponse:
    """What other States share with those for which the person speaks."""
    rows = shared.readable(Share.objects.readable_by(request.user).filter(reader="state"))
    return render(request, "workshops/leading/shared.html", {"rows": rows})
