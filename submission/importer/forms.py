"""What a row of an import file must hold; one form per type of contribution."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from common.forms import CharField, DateField, DateTimeField, YearField
from common.sanitise import clean_html, safe_address, text_to_html
from common.typed_text import to_text
from practices.models import ContributionPage, PracticePage, StrategyPage
from taxonomy import language_detection
from taxonomy.keys import recommendation_key
from taxonomy.languages import Language
from taxonomy.models import Challenge, Chapter, PolicyDocument, Recommendation, TargetGroup

from .columns import items
from .fields import (
    BooleanCell,
    ChoiceCell,
    CitesField,
    LanguageField,
    LinksField,
    StateField,
    TermsField,
)
from .vocabulary import Vocabulary

TITLE_MAX_LENGTH = 255
SUMMARY_MAX_LENGTH = ContributionPage._meta.get_field("summary").max_length
BODY_MAX_LENGTH = 500  # several ministries together fill more than 255
YEAR = {"min_value": 1900, "max_value": 2100, "required": False}


class ContributionRowForm(forms.Form):
    id = forms.CharField(max_length=100)
    title = CharField()
    state = StateField(required=False)
    language = LanguageField(required=False)
    summary = CharField(max_length=SUMMARY_MAX_LENGTH, required=False, widget=forms.Textarea)
    objectives = forms.CharField(required=False)
    start_year = YearField(**YEAR)
    end_year = YearField(**YEAR)
    chapters = TermsField(Chapter, "number")
    challenges = TermsField(Challenge, "slug")
    recommendations = TermsField(Recommendation, "key", recommendation_key)
    policy_documents = TermsField(PolicyDocument, "key")
    target_groups = TermsField(TargetGroup, "slug")
    links = LinksField(required=False)
    cites = CitesField(required=False)
    source = forms.URLField(max_length=2000, required=False, assume_scheme="https")
    annexes = forms.CharField(required=False)
    first_published = DateTimeField(required=False)
    contact_name = CharField(max_length=255, required=False)
    contact_email = forms.EmailField(required=False)

    rich_text_names = ["objectives"]

    def __init__(self, *args, earlier=(), vocabulary=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.warnings = []
        vocabulary = vocabulary or Vocabulary()
        for field in self.fields.values():
            if isinstance(field, (StateField, TermsField)):
                field.vocabulary = vocabulary
        self.earlier = earlier  # ids of rows before this one, which a dry run does not write
        for name in self.rich_text_names:
            self.fields[f"{name}_html"] = forms.CharField(required=False)

    def clean(self) -> dict | None:
        data = super().clean()
        start, end = data.get("start_year"), data.get("end_year")
        if start and end and end < start:
            self.add_error("end_year", _("The last year is before the first year."))
        if "state" in data and data["state"] is None:
            self.warnings.append(_("no State given: filed under International and regional"))
        self._guess_language(data)
        self._shorten_title(data)
        self._to_html(data)
        return data

    def _shorten_title(self, data) -> None:
        title = data.get("title", "")
        if len(title) > TITLE_MAX_LENGTH:
            data["title"] = Truncator(title).chars(TITLE_MAX_LENGTH)
            data["summary"] = f"{title}\n\n{data.get('summary', '')}".strip()
            if len(data["summary"]) > SUMMARY_MAX_LENGTH:
                self.add_error("title", _("Too long, also together with the summary."))
            self.warnings.append(_("title shortened; in full at the head of the summary"))

    def _to_html(self, data) -> None:
        for name in self.rich_text_names:
            text, html = data.get(name, ""), clean_html(data.pop(f"{name}_html", ""))
            if not html or _words(html) == _words(text_to_html(text)):
                data[name] = html or text_to_html(text)
                continue
            data[name] = text_to_html(text)
            note = _("%(column)s was changed: its links, bold type and headings are left out")
            self.warnings.append(note % {"column": name})

    def clean_annexes(self) -> str:
        titles = self.cleaned_data["annexes"]
        if any(len(title) > TITLE_MAX_LENGTH for title in items(titles)):
            raise ValidationError(
                _("The title of a file has at most %d characters.") % TITLE_MAX_LENGTH
            )
        return titles

    def clean_source(self) -> str:
        source = self.cleaned_data["source"]
        if source and not safe_address(source):
            raise ValidationError(_("Write an address that begins with https://."))
        return source

    def _guess_language(self, data) -> None:
        """Detected, else English; an answer that was refused stays refused."""
        written = " ".join(value for value in data.values() if isinstance(value, str))
        if data.get("language"):
            if seems := language_detection.other_than(data["language"], written):
                values = {"chosen": Language(data["language"]).label, "seems": seems}
                message = _("filed as %(chosen)s, but the text seems to be in another: %(seems)s")
                self.warnings.append(message % values)
        elif data.get("language") == "":
            data["language"] = language_detection.detected(written) or Language.EN
            message = _("no language given: filed as %s") % Language(data["language"]).label
            self.warnings.append(message)


class PracticeRowForm(ContributionRowForm):
    institution = CharField(max_length=BODY_MAX_LENGTH, required=False)
    description = forms.CharField(required=False)
    results = forms.CharField(required=False)
    lessons = forms.CharField(required=False)
    enabling_factors = forms.CharField(required=False)
    partners = CharField(required=False, widget=forms.Textarea)
    resources = CharField(required=False, widget=forms.Textarea)
    evaluation_available = BooleanCell(required=False)

    model = PracticePage
    rich_text_names = PracticePage.rich_text_fields()


class StrategyRowForm(ContributionRowForm):
    kind = ChoiceCell(choices=StrategyPage.Kind.choices, required=False)
    adopting_body = CharField(max_length=BODY_MAX_LENGTH, required=False)
    adopted_on = DateField(required=False)
    supersedes = forms.CharField(required=False)

    model = StrategyPage

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or StrategyPage.Kind.STRATEGY

    def clean_supersedes(self) -> StrategyPage | None:
        key = self.cleaned_data["supersedes"]
        if not key:
            return None
        earlier = StrategyPage.objects.filter(import_key=key).first()
        if earlier is None and key not in self.earlier:
            raise ValidationError(_("No strategy “%s” was imported before this row.") % key)
        return earlier


def _words(html) -> str:
    """Without what plain text writes differently: spaces, lines, signs of lists."""
    return re.sub(r"\s|(?m:^(?:-|\d{1,2}\.) )", "", to_text(html))


FORMS = {"practice": PracticeRowForm, "strategy": StrategyRowForm}
