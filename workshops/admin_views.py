"""Officers' pages: workshops that took place, what States share of them, summaries, erasures."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import officers_only

from .models import Erasure, Share, Summary, Workshop
from .sharing import shared, summaries
from .state_keys import erasing


@require_safe
@officers_only
def workshops(request: HttpRequest) -> HttpResponse:
    """That one took place, and which erasure waits for an officer."""
    shown = ("slug", "state", "year", "last_year", "first_day", "last_day", "is_public")
    rows = Workshop.objects.select_related("state").only(*shown)
    waiting = Erasure.objects.open().filter(confirmed_at=None).select_related("state")
    context = {"workshops": rows, "erasures": list(filter(erasing.needs_officer, waiting))}
    return render(request, "workshops/admin/list.html", context)


@require_safe
@never_cache
@officers_only
def shared_answers(request: HttpRequest) -> HttpResponse:
    """A superuser, who is no officer, finds nothing here."""
    rows = shared.readable(Share.objects.readable_by(request.user).filter(reader="secretariat"))
    return render(request, "workshops/admin/shared.html", {"rows": rows})


@require_safe
@officers_only
def summaries_of_regions(request: HttpRequest) -> HttpResponse:
    rows = Summary.objects.exclude(parts=0).select_related("region")
    return render(request, "workshops/admin/summaries.html", {"summaries": rows})


@require_safe
@officers_only
def summary(request: HttpRequest, summary_id: int) -> HttpResponse:
    rows = Summary.objects.exclude(parts=0).select_related("region")
    found = get_object_or_404(rows, pk=summary_id)
    context = {
        "summary": found,
        "chapters": summaries.by_chapter(found),
        "fewest": summaries.fewest_counted(found),
    }
    return render(request, "workshops/admin/summary.html", context)


@require_POST
@officers_only
def confirm_erasure(request: HttpRequest, erasure_id: int) -> HttpResponse:
    """The second hand, where the State has one focal point; nothing that was written is read."""
    try:
        erasing.confirm(get_object_or_404(Erasure, pk=erasure_id), request.user)
    except erasing.RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Confirmed. It happens in a week, unless the State stops it."))
    return redirect("workshops_that_took_place")


ADMIN_URLS = [
    path("workshops/", workshops, name="workshops_that_took_place"),
    path("workshops/shared/", shared_answers, name="workshops_shared_with_secretariat"),
    path("workshops/summaries/", summaries_of_regions, name="workshop_summaries"),
    path("workshops/summaries/<int:summary_id>/", summary, name="workshop_summary"),
    path(
        "workshops/erasures/<int:erasure_id>/confirm/",
        confirm_erasure,
        name="confirm_workshop_erasure",
    ),
]
