"""Forms in which officers upload a table and the files that it names."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commission.models import Load
from submission.material import up_to
from uploads import scan

from .archive import opened
from .table import KINDS


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ArchivesField(forms.FileField):
    """Any number of ZIP files, each of which can be read."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [super(ArchivesField, self).clean(each, initial) for each in _all(data)]
        for file in files:
            _look(file)
        return files


def _all(data: Any) -> list[Any]:
    files = data if isinstance(data, (list, tuple)) else [data]
    return [file for file in files if file]


def _look(file: UploadedFile) -> None:
    with opened(file, file.size):
        pass
    file.seek(0)


class TableField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        file = super().clean(data, initial)
        if file and PurePosixPath(file.name).suffix.lower() not in KINDS:
            raise ValidationError(_("Give a table as .xlsx, .ods or .csv."))
        if file:
            scan.look_at(file)
            file.seek(0)
        return file


class LoadForm(forms.Form):
    contents = forms.ChoiceField(
        label=gettext_lazy("What its rows are"),
        choices=Load.Contents.choices,
        initial=Load.Contents.STATEMENTS,
    )
    table = TableField(
        label=gettext_lazy("Table"),
        help_text=up_to(gettext_lazy("Excel, OpenDocument or CSV, a row for each of them")),
    )
    archives = ArchivesField(
        required=False,
        label=gettext_lazy("Files, packed as ZIP"),
        help_text=up_to(
            gettext_lazy("One or several ZIP files with the PDF, Word and PowerPoint files")
        ),
    )


class AgainForm(LoadForm):
    """A corrected table, more files, or both; what is not given stays as it is."""

    contents = None  # what its rows are does not change
    table = TableField(
        required=False,
        label=gettext_lazy("Corrected table"),
        help_text=gettext_lazy("Empty: the table stays as it is."),
    )

    def clean(self) -> dict | None:
        data = super().clean()
        if not self.errors and not data.get("table") and not data.get("archives"):
            raise ValidationError(_("Choose a corrected table, or more files."))
        return data
