"""What a person is told after an upload: notes kept with the draft, and what is still empty."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from common.lists import listed
from review import clearing
from submission import notes as stored_notes


def finish(request, page, notes, is_new=True) -> HttpResponse:
    """To the page of the draft, with the notes on what was not taken over."""
    stored_notes.keep(page, notes)
    updated = _("The draft was updated from your file. Nothing is public.")
    messages.success(
        request, _("A draft was created from your file. Nothing is public.") if is_new else updated
    )
    newest = page.get_latest_revision_as_object()
    empty = clearing.labels_of(newest, clearing.missing(newest))
    if empty:
        messages.warning(request, _("Still empty: %s.") % listed(empty))
    return redirect("submission_overview", page.pk)
