"""Notes on what was not taken over from an uploaded form, marked as dealt with by the State."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from practices import form_steps

from .access import own_page
from .models import DraftNote


@require_POST
@own_page
def resolve(request, page, note_id) -> HttpResponse:
    note = get_object_or_404(DraftNote.objects.open_on(page), pk=note_id)
    note.resolved_at = timezone.now()
    note.save(update_fields=["resolved_at"])
    step = form_steps.find(type(page), request.POST.get("step", ""))
    if step is None:
        return redirect("submission_overview", page.pk)
    return redirect("submission_step", page.pk, step.slug)


def keep(page, notes) -> None:
    """Store notes of a reading with the draft."""
    DraftNote.objects.bulk_create(
        DraftNote(page_id=page.pk, field=note.field, message=note.message, text=note.text)
        for note in notes
    )
