"""Calls for contributions: the list, and the note verbale of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from . import note_verbale
from .models import CallPage

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    public = CallPage.objects.published().order_by("-deadline", "pk")
    today = timezone.localdate()
    context = {
        "open": CallPage.objects.open(),
        "over": public.filter(deadline__lt=today),
    }
    return render(request, "commission/calls.html", context)


@require_safe
def note(request: HttpRequest, page_id: int) -> HttpResponse:
    call = get_object_or_404(CallPage.objects.published(), pk=page_id)
    response = HttpResponse(content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{call.slug}.docx"'
    note_verbale.write(call, response)
    return response
