"""The step with files, images and links: each is added and taken away by itself."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from common.forms import CharField, DateField, YearField
from practices import file_collections, form_steps
from practices.models import Annex, Citation, ContributionImage, Link, ProgressNote, StatePage
from uploads import names
from uploads.forms import DocumentField, PictureField

from . import drafts
from .access import own_page
from .views import _context, next_step


def up_to(kinds) -> str | Promise:
    """Which files are taken, with the limit of the settings."""
    return format_lazy(gettext_lazy("{}; up to {} MB."), kinds, settings.UPLOAD_MEGABYTES)


class FileForm(forms.Form):
    """A document; its title is what readers see."""

    title = forms.CharField(max_length=255, label=gettext_lazy("Title of the file"))
    file = DocumentField(
        label=gettext_lazy("File"),
        help_text=up_to(gettext_lazy("PDF, Word, Excel, PowerPoint, OpenDocument or text")),
    )

    def attach(self, page, user, collection) -> None:
        title = self.cleaned_data["title"]
        document = _stored(get_document_model(), _named(self.cleaned_data), user, collection)
        page.annexes.add(Annex(title=title, document=document))


class MainFileForm(FileForm):
    """The strategy itself."""

    def attach(self, page, user, collection) -> None:
        page.document = _stored(get_document_model(), _named(self.cleaned_data), user, collection)


class ImageForm(forms.Form):
    caption = forms.CharField(
        max_length=255,
        label=gettext_lazy("What the image shows"),
        help_text=gettext_lazy("Read out to people who cannot see it."),
    )
    file = PictureField(
        label=gettext_lazy("Image"),
        help_text=up_to(gettext_lazy("JPEG, HEIC, PNG, GIF or WebP")),
    )

    def attach(self, page, user, collection) -> None:
        caption, file = self.cleaned_data["caption"], self.cleaned_data["file"]
        image = _stored(get_image_model(), {"title": caption, "file": file}, user, collection)
        page.images.add(ContributionImage(caption=caption, image=image))


class LinkForm(forms.Form):
    title = forms.CharField(max_length=255, label=gettext_lazy("Title of the link"))
    url = forms.URLField(max_length=2000, label=gettext_lazy("Web address"), assume_scheme="https")

    def clean(self) -> dict:
        Link(**self.cleaned_data).clean()
        return self.cleaned_data

    def attach(self, page, user, collection) -> None:
        page.links.add(Link(**self.cleaned_data))


class CitationForm(forms.ModelForm):
    """A paragraph or question that the text answers."""

    year = YearField(required=False, label=gettext_lazy("Year of the questionnaire"))

    class Meta:
        model = Citation
        fields = ("kind", "symbol", "place", "year")
        widgets = {"kind": forms.RadioSelect}

    def attach(self, page, user, collection) -> None:
        page.citations.add(self.instance)


class ProgressForm(forms.Form):
    """What was done about a pledge."""

    day = DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy("The day up to which this is true."),
    )
    text = CharField(
        max_length=2000,
        label=gettext_lazy("What has been done"),
        widget=forms.Textarea({"rows": 4}),
    )

    def attach(self, page, user, collection) -> None:
        page.progress.add(ProgressNote(**self.cleaned_data))


FORMS = {
    "annexes": FileForm,
    "images": ImageForm,
    "links": LinkForm,
    "citations": CitationForm,
    "document": MainFileForm,  # of a strategy
    "progress": ProgressForm,  # of a pledge
}
# What tells one entry of a list from another, before it has a key in the database.
IDENTITY = {
    "annexes": "document_id",
    "images": "image_id",
    "links": "url",
    "citations": "identity",
    "progress": "identity",
}


def _named(values) -> dict:
    """Readers download the file under the title that they read."""
    file = values["file"]
    file.name = names.titled(values["title"], file.name)
    return values


def _stored(model, values, user, collection) -> Any:
    item = model(title=values["title"], file=values["file"], uploaded_by_user=user)
    item.collection = collection
    item.save()
    return item


@own_page
def material(request, page) -> HttpResponse:
    if drafts.is_locked(page):
        messages.info(
            request, _("The Secretariat is reading this text. Take it back to change it.")
        )
        return redirect("submission_overview", page.pk)
    forms = _forms(request, page)
    if request.method == "POST" and _changed(request, page, forms):
        return redirect(request.get_full_path())
    context = _context(page) | {"step": form_steps.MATERIAL, "forms": forms}
    context["next"] = next_step(request, page, form_steps.MATERIAL)
    return render(request, "submission/material.html", context)


def _forms(request, page) -> dict:
    """A form of each kind; the one that was sent holds what was sent."""
    kinds = [kind for kind in FORMS if hasattr(page, kind)]
    sent = request.POST.get("add")
    return {
        kind: FORMS[kind](request.POST, request.FILES, prefix=kind)
        if kind == sent
        else FORMS[kind](prefix=kind)
        for kind in kinds
    }


def _changed(request, page, forms) -> bool:
    newest = drafts.newest(page)
    kind, _colon, key = request.POST.get("remove", "").partition(":")
    form = forms.get(request.POST.get("add"))
    if form is not None and form.is_valid():
        state = StatePage.above(page).state
        form.attach(newest, request.user, file_collections.state_collection(state))
    elif kind in IDENTITY:
        _remove(newest, kind, key)
    else:
        return False
    drafts.save(newest, request.user)
    return True


def _remove(page, kind, key) -> None:
    rows = getattr(page, kind)
    kept = [row for row in rows.all() if str(getattr(row, IDENTITY[kind])) != key]
    rows.set(kept)
