"""The official list of operational recommendations, brought in by the Secretariat as a table.

The import is what makes a recommendation public. One officer uploads the list and sees what would
change; another confirms it (approvals.recommendations). All rows or none. One file holds a column
for each language, or one language.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.lists import listed

from . import languages
from .keys import letter_rank, recommendation_key
from .languages import Language
from .models import Chapter, Recommendation
from .models.labels import LABEL_MAX_LENGTH
from .uploaded_table import Cells, Faults, Line, read

MAX_BYTES = 5 * 1024 * 1024
TEXT_MAX_LENGTH = 5000
TEXTS = {f"text_{language}": language for language in Language.values}
LABELS = {f"label_{language}": language for language in Language.values}
COLUMNS = (
    "id", "chapter", "letter", "language", "text", *TEXTS, *LABELS, "subheading_slug",
)  # fmt: skip


class RecommendationListForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Official list (Excel, or CSV in UTF-8)"),
        help_text=gettext_lazy(
            "Columns: id (written 4.j or 4(j)), or chapter and letter; the official words as "
            "text_en, text_fr, text_es, text_ar, text_ru, text_zh, or as text for one language; "
            "and, where you want other short labels than the beginning of the text, label_en, "
            "label_fr and so on; subheading_slug."
        ),
    )
    language = forms.ChoiceField(
        required=False,
        choices=[("", "–"), *Language.choices],
        label=gettext_lazy("Language of the column text"),
        help_text=gettext_lazy("For a file that holds one language."),
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
    field_order = ("file", "language", "source", "text_version")

    def clean(self) -> None:
        super().clean()
        if uploaded := self.cleaned_data.get("file"):
            try:
                rows = self._read(uploaded)
            except ValidationError as error:
                self.add_error("file", error)
            else:
                self.cleaned_data["rows"] = rows

    def _read(self, uploaded) -> list[dict]:
        if uploaded.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 5 MB; this is not the list."))
        return checked(read(uploaded, COLUMNS, ()), self.cleaned_data.get("language", ""))

    def payload(self) -> dict:
        """What the proposal keeps until another officer confirms it."""
        return {name: self.cleaned_data[name] for name in ("source", "text_version", "rows")}


def checked(lines: list[tuple[Line, Cells]], language: str = "") -> list[dict]:
    """A row per recommendation: key, chapter, letter, order, texts and labels by language.

    Raises ValidationError that names each faulty line.
    """
    faults, found = Faults(), {}
    numbers = set(Chapter.objects.values_list("number", flat=True))
    for line, cells in lines:
        try:
            row = _row(cells, numbers, language)
            _add(found.setdefault(row["key"], row), row)
        except ValidationError as error:
            faults.add(line, " ".join(error.messages))
    faults += _without_english(found)
    faults.refuse()
    return list(found.values())


def _row(cells: Cells, numbers: set[int], language: str) -> dict:
    key = recommendation_key(cells.get("id") or ".".join(_chapter_and_letter(cells)))
    Recommendation._meta.get_field("key").run_validators(key)
    _prefix, number, letter = key.split("-")
    if int(number) not in numbers:
        raise ValidationError(_("There is no chapter %s.") % number)
    row = {"key": key, "chapter": int(number), "letter": letter, "order": letter_rank(letter)}
    if slug := cells.get("subheading_slug"):
        Recommendation._meta.get_field("subheading_slug").run_validators(slug)
        row["subheading_slug"] = slug
    row["texts"] = _named(cells, TEXTS, TEXT_MAX_LENGTH) | _text_in_one_language(cells, language)
    row["labels"] = _named(cells, LABELS, LABEL_MAX_LENGTH)
    if not row["texts"]:
        raise ValidationError(_("There is no text in this line."))
    return row


def _chapter_and_letter(cells: Cells) -> tuple[str, str]:
    return cells.get("chapter", ""), cells.get("letter", "").strip("().")


def _named(cells: Cells, columns: dict[str, str], longest: int) -> dict[str, str]:
    found = {language: cells[name] for name, language in columns.items() if cells.get(name)}
    for name, language in columns.items():
        if len(found.get(language, "")) > longest:
            message = _("%(column)s is longer than %(longest)d characters.")
            raise ValidationError(message % {"column": name, "longest": longest})
    return found


def _text_in_one_language(cells: Cells, language: str) -> dict[str, str]:
    if not cells.get("text"):
        return {}
    language = languages.read(cells.get("language", "")) or language
    if not language:
        raise ValidationError(_("Say in which language the column text is."))
    return _named({"text": cells["text"]}, {"text": language}, TEXT_MAX_LENGTH)


def _add(first: dict, row: dict) -> None:
    """Another language of a recommendation that stands in the file already."""
    if first is row:
        return
    if first["texts"].keys() & row["texts"].keys():
        raise ValidationError(_("This recommendation stands in the file twice."))
    for name in ("texts", "labels"):
        first[name] |= row[name]


def _without_english(found: dict[str, dict]) -> list[str]:
    """Other languages are shown beside the English text, which comes first or with them."""
    known = set(Recommendation.objects.verified().values_list("key", flat=True))
    keys = [
        key for key, row in found.items() if Language.EN not in row["texts"] and key not in known
    ]
    numbers = listed(Recommendation(key=key).number for key in keys)
    return [_("The English text is missing: %s.") % numbers] if keys else []
