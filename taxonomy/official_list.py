"""The official list of operational recommendations, brought in by the Secretariat as a CSV file.

The import is what makes a recommendation public. One officer uploads the list and sees what would
change; another confirms it (approvals.recommendations). All rows or none.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.spreadsheets import UnreadableFileError, csv_rows, decoded
from common.spreadsheets.headings import named
from common.text import clean
from taxonomy.keys import recommendation_key

from .models import Chapter, Recommendation

MAX_BYTES = 1024 * 1024
NEEDED = ("id", "label_en")
OPTIONAL = ("subheading_slug", "label_fr", "label_es", "label_ar", "label_ru", "label_zh")
COLUMNS = (*NEEDED, *OPTIONAL)


class RecommendationListForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Official list (CSV, UTF-8)"),
        help_text=gettext_lazy(
            "Columns: id (written 4.j or 4(j)), label_en; and, where you have them, label_fr, "
            "label_es, label_ar, label_ru, label_zh, subheading_slug."
        ),
    )
    source = forms.CharField(
        max_length=255,
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The document the texts are taken from, by its symbol."),
    )
    text_version = forms.CharField(
        max_length=50,
        label=gettext_lazy("Version of the text"),
        help_text=gettext_lazy("For example: A/RES/S-30/1, final."),
    )

    def clean_file(self) -> list[dict]:
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 1 MB; this is not the list."))
        try:
            lines = [cells for _number, cells in csv_rows(decoded(uploaded.read()), COLUMNS)]
        except UnreadableFileError as error:
            raise ValidationError(str(error)) from error
        return checked(_rows(lines))

    def payload(self) -> dict:
        """What the proposal keeps until another officer confirms it."""
        rows = [row | {"chapter": row["chapter"].number} for row in self.cleaned_data["file"]]
        given = {name: self.cleaned_data[name] for name in ("source", "text_version")}
        return given | {"rows": rows}


def _rows(lines) -> list:
    """The lines under the names of the columns; a column that nobody reads is refused by name."""
    header = [named(cell, COLUMNS) for cell in lines[0]] if lines else []
    unknown = [name for name in header if name and name not in COLUMNS]
    if unknown or not set(NEEDED) <= set(header):
        message = _("The heading line must hold id and label_en, and may hold %(more)s.")
        if unknown:
            message += " " + _("Not known: %(unknown)s.")
        values = {"more": ", ".join(OPTIONAL), "unknown": ", ".join(unknown)}
        raise ValidationError(message % values)
    filled = (cells for cells in lines[1:] if any(cell.strip() for cell in cells))
    return [dict(zip(header, map(clean, cells), strict=False)) for cells in filled]


def checked(rows) -> list[dict]:
    """Values per recommendation; raises ValidationError that names each faulty line."""
    faults, result = [], {}
    chapters = {chapter.number: chapter for chapter in Chapter.objects.all()}
    for line, row in enumerate(rows, start=2):
        try:
            values = _values(row, chapters, order=line)
            _refuse_repeated(values["key"], result)
        except ValidationError as error:
            why = " ".join(error.messages)
            faults.append(_("Line %(line)s: %(why)s") % {"line": line, "why": why})
        else:
            result[values["key"]] = values
    if faults or not rows:
        raise ValidationError(faults or [_("The file holds no rows.")])
    return list(result.values())


def _refuse_repeated(key, seen) -> None:
    if key in seen:
        raise ValidationError(_("This recommendation stands in the file twice."))


def _values(row, chapters, order) -> dict:
    if any(not (row.get(column) or "").strip() for column in NEEDED):
        raise ValidationError(_("id and label_en must be filled."))
    key = recommendation_key(row["id"])
    Recommendation._meta.get_field("key").run_validators(key)
    _prefix, number, letter = key.split("-")
    if int(number) not in chapters:
        raise ValidationError(_("There is no chapter %s.") % number)
    place = {"chapter": chapters[int(number)], "letter": letter, "order": order}
    return _texts(row) | place | {"key": key}


def _texts(row) -> dict:
    """The labels the file holds; a column it lacks leaves what is stored as it is."""
    texts = {name: row[name].strip() for name in ("label_en", *OPTIONAL) if row.get(name)}
    for name, text in texts.items():
        longest = Recommendation._meta.get_field(name).max_length
        if len(text) > longest:
            message = _("%(column)s is longer than %(longest)d characters.")
            raise ValidationError(message % {"column": name, "longest": longest})
    return texts
