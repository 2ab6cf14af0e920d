"""Officers' pages: workshops that took place, what States share of them, and summaries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.roles import officers_only

from .models import Share, Summary, Workshop
from .sharing import shared, summaries


@require_safe
@officers_only
def workshops(request: HttpRequest) -> HttpResponse:
    """That one took place, and nothing else of it."""
    shown = ("slug", "state", "year", "last_year", "first_day", "last_day", "is_public")
    rows = Workshop.objects.select_related("state").only(*shown)
    return render(request, "workshops/admin/list.html", {"workshops": rows})


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


ADMIN_URLS = [
    path("workshops/", workshops, name="workshops_that_took_place"),
    path("workshops/shared/", shared_answers, name="workshops_shared_with_secretariat"),
    path("workshops/summaries/", summaries_of_regions, name="workshop_summaries"),
    path("workshops/summaries/<int:summary_id>/", summary, name="workshop_summary"),
]
