"""Wagtail's forms for documents and images, and form fields, behind the one door."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .accept import accept_document, accept_image


class DocumentForm(BaseDocumentForm):
    """Named by WAGTAILDOCS_DOCUMENT_FORM_BASE: adding one, several, and in choosers."""

    def clean_file(self) -> Any:
        return _accepted(self, accept_document)


class ImageForm(BaseImageForm):
    """Named by WAGTAILIMAGES_IMAGE_FORM_BASE."""

    def clean_file(self) -> Any:
        return _accepted(self, accept_image)


def _accepted(form, accept) -> Any:
    file = form.cleaned_data["file"]
    if "file" not in form.changed_data:
        return file
    if form.instance.pk:
        # Refused here, before Wagtail deletes the stored file to make room for another.
        raise forms.ValidationError(
            _("A file cannot be replaced. Upload the new file as a new document or image.")
        )
    return accept(file)


class DocumentField(forms.FileField):
    def clean(self, data, initial=None) -> Any:
        file = super().clean(data, initial)
        return accept_document(file) if file else file


class PictureField(forms.FileField):
    def clean(self, data, initial=None) -> Any:
        file = super().clean(data, initial)
        return accept_image(file) if file else file
