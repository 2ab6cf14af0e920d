"""Officers' list of workshops: that one took place, and nothing else of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from accounts.roles import officers_only

from .models import Workshop


@require_safe
@officers_only
def workshops(request: HttpRequest) -> HttpResponse:
    shown = ("slug", "state", "year", "last_year", "first_day", "last_day", "is_public")
    rows = Workshop.objects.select_related("state").only(*shown)
    return render(request, "workshops/admin/list.html", {"workshops": rows})


ADMIN_URLS = [path("workshops/", workshops, name="workshops_that_took_place")]
