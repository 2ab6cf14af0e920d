"""Public pages of workshops whose States agree to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .models import Share, Workshop
from .sharing import shared


@require_safe
def workshops(request: HttpRequest) -> HttpResponse:
    rows = Workshop.objects.public().select_related("state").order_by("-year", "state__name_en")
    return render(request, "workshops/public/list.html", {"workshops": rows})


@require_safe
@never_cache  # what a State takes back is gone with the next request
def workshop(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Workshop.objects.public().select_related("state").prefetch_related("texts")
    found = get_object_or_404(rows, slug=slug)
    shares = Share.objects.with_everybody().filter(answer__assessment__room__workshop=found)
    context = {"workshop": found, "shared": shared.readable(shares)}
    return render(request, "workshops/public/workshop.html", context)
