"""Public pages of workshops whose States agree to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Workshop


@require_safe
def workshops(request: HttpRequest) -> HttpResponse:
    rows = Workshop.objects.public().select_related("state")
    return render(request, "workshops/public/list.html", {"workshops": rows})


@require_safe
def workshop(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Workshop.objects.public().select_related("state").prefetch_related("texts")
    context = {"workshop": get_object_or_404(rows, slug=slug)}
    return render(request, "workshops/public/workshop.html", context)
