"""Pages of a form on paper: it is downloaded, sent back, looked at, and only then taken."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from common.arrived import say_arrived
from submission.offline.templates import OOXML
from workshops import answers
from workshops.entry.seats import Seat, in_room
from workshops.sheets import assessment_of, items_for

from . import excel, reading, word
from .filled import Filled
from .form import PaperForm, mark_of
from .taking import Taking

WRITERS = {
    "xlsx": (excel.write, OOXML + "spreadsheetml.sheet"),
    "docx": (word.write, OOXML + "wordprocessingml.document"),
}
CHOOSE = gettext_lazy("Choose the completed form. A form has 2 MB at most.")


class BringForm(forms.Form):
    """The file is read at once, and nothing of it is kept."""

    file = forms.FileField(
        label=gettext_lazy("Completed form"),
        help_text=gettext_lazy("The spreadsheet or document from step 1, of 2 MB at most."),
        error_messages={"required": CHOOSE},
    )

    def __init__(self, mark: str, title: str, *args) -> None:
        super().__init__(*args)
        self._mark, self._title = mark, title

    def clean_file(self) -> Filled:
        filled = reading.read(self.cleaned_data["file"], self._title)
        if filled.mark not in ("", self._mark):
            raise ValidationError(
                _(
                    "This is the form of another group or of another assessment. Send it back on "
                    "the page from which it was downloaded."
                )
            )
        return filled


def in_memory(view: Callable) -> Callable:
    """A file that is sent here never touches the disk; larger ones do not arrive."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def receiving(request: HttpRequest, **kwargs) -> HttpResponse:
        request.upload_handlers = [MemoryFileUploadHandler(request)]
        return protected(request, **kwargs)

    return receiving


@require_safe
@in_room
def download(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, file_format: str
) -> HttpResponse:
    """The form with the answers of now."""
    group, found = seat.group_of_sheet(sheet), assessment_of(seat, assessment_id)
    if file_format not in WRITERS:
        raise Http404
    form = PaperForm(found, group, items_for(seat, found), answers.sheet_of(found, group))
    write, content_type = WRITERS[file_format]
    response = HttpResponse(content_type=content_type)
    name = f"assessment-{found.pk}-{sheet}.{file_format}"  # nothing of what the State has named
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    write(form, response)
    return response


@in_memory
@in_room
def paper(request: HttpRequest, seat: Seat, assessment_id: int, sheet: str) -> HttpResponse:
    """Where the form is downloaded and sent back; what came back is shown, and not yet saved."""
    group, found = seat.group_of_sheet(sheet), assessment_of(seat, assessment_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(mark_of(found, group), found.data["title"], *sent)
    if not sent or not form.is_valid():
        context = {"seat": seat, "assessment": found, "form": form}
        return render(request, "workshops/paper/form.html", context)
    filled, items = form.cleaned_data["file"], items_for(seat, found)
    filled.known(items)
    with transaction.atomic():
        save = Taking(found, group, items, filled.as_sent())
    return _look(request, seat, found, save, filled)


@in_room
def take(request: HttpRequest, seat: Seat, assessment_id: int, sheet: str) -> HttpResponse:
    """What was looked at is saved; what has been changed since by others is shown again."""
    group, found = seat.group_of_sheet(sheet), assessment_of(seat, assessment_id)
    if request.method != "POST":
        return redirect("workshop_paper", seat.room.uid, found.pk, sheet)
    with transaction.atomic():
        save = Taking(found, group, items_for(seat, found), request.POST)
        is_done = save.write()
    if not is_done:
        return _look(request, seat, found, save)
    say_arrived(request, place(found, sheet))
    messages.success(request, _("The answers of the form are saved."))
    return redirect("workshop_assessment", seat.room.uid, found.pk)


def place(found, sheet: str) -> str:
    """Under which the browser keeps what is typed until it has arrived."""
    return f"workshop/{found.pk}/{sheet}/paper"


def _look(request, seat, found, save, filled=None) -> HttpResponse:
    """`filled` is the file, when it has just come."""
    save.form.is_valid()
    context = {
        "seat": seat,
        "assessment": found,
        "save": save,
        "form": save.form,
        "rows": list(save.by_item()),
        "place": place(found, seat.sheet),
        "filled": filled,
        "emptied": save.labels(filled.emptied()) if filled else [],
    }
    return render(request, "workshops/paper/look.html", context)
