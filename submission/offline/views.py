"""The form on paper: download it empty, bring it back filled in."""

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from practices.models import PracticePage, StatePage
from submission.access import contributors_only
from submission.forms import MODELS, PlaceForm

from . import again, drafts, reading, templates
from .report import finish

if TYPE_CHECKING:
    from submission.offline.answers import Answer

KINDS = [
    ("practice", gettext_lazy("A good practice")),
    ("strategy", gettext_lazy("A national strategy, action plan or law")),
    ("pledge", gettext_lazy("A pledge on a challenge of the 2019 Ministerial Declaration")),
]
FORMATS = [
    ("docx", gettext_lazy("Word document")),
    ("odt", gettext_lazy("Writer document")),
    ("xlsx", gettext_lazy("Excel spreadsheet")),
    ("ods", gettext_lazy("Calc spreadsheet")),
]


class UploadForm(PlaceForm):
    file = forms.FileField(
        label=gettext_lazy("Completed form"),
        help_text=gettext_lazy("The Word, Writer, Excel or Calc file from step 1."),
        error_messages={"required": gettext_lazy("Choose the completed form")},
    )

    def clean_file(self) -> "list[Answer]":
        answers = reading.read(self.cleaned_data["file"])
        if not drafts.title_of(PracticePage, answers):  # both kinds ask for it in the same words
            raise ValidationError(_("The file has no answer to “Title”. Is it the form?"))
        return answers


@require_GET
@contributors_only
def download(request, kind, file_format) -> HttpResponse:
    """The empty form; the same for everybody."""
    if kind not in MODELS or file_format not in templates.WRITERS:
        raise Http404
    write, content_type = templates.WRITERS[file_format]
    response = HttpResponse(content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{kind}.{file_format}"'
    write(MODELS[kind], response)
    return response


@contributors_only
def upload(request) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(StatePage.objects.of(request.user), *sent)
    if sent and form.is_valid():
        data = form.cleaned_data
        pages = again.earlier(form.model, data["place"], data["file"])
        if pages:
            again.keep(request, data["type"], data["place"], data["file"])
            return redirect("submission_upload_again")
        begun = drafts.begin(form.model, data["place"], data["file"], request.user)
        return finish(request, *begun)
    context = {"form": form, "kinds": KINDS, "formats": FORMATS}
    return render(request, "submission/upload.html", context)
