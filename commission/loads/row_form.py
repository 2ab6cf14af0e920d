"""What a row of a table of statements must hold, and its columns."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commission.models import InterventionPage, Organization, RecordPage, Segment
from common.folding import folded
from common.forms import CharField, DateField
from practices.models import ContributionPage
from submission.importer.columns import items
from submission.importer.fields import (
    BooleanCell,
    ChoiceCell,
    LanguageField,
    StateField,
    TermsField,
)
from taxonomy import languages
from taxonomy.keys import recommendation_key
from taxonomy.models import Challenge, Chapter, PolicyDocument, Recommendation, TargetGroup

from .row import Address, Line, RowForm

COLUMNS = (
    "key", "meeting", "segment", "kind", "title", "state", "organization", "on_behalf_of",
    "language", "spoken", "delivered", "date", "speaker_role", "speaker_name", "speaker_public",
    "summary", "text", "challenges", "chapters", "recommendations", "target_groups",
    "policy_documents", "files", "source", "source_url",
)  # fmt: skip
ALIASES = {
    "id": "key",
    "own_key": "key",
    "type": "kind",
    "country": "state",
    "member_state": "state",
    "group": "on_behalf_of",
    "language_spoken": "spoken",
    "language_of_the_text": "language",
    "speaker": "speaker_role",
    "role": "speaker_role",
    "name": "speaker_name",
    "name_public": "speaker_public",
    "transcript": "text",
    "topics": "challenges",
    "file": "files",
    "annexes": "files",
}
KINDS = [
    (kind.value, kind.label)
    for kind in (
        RecordPage.Kind.STATEMENT,
        RecordPage.Kind.PRESENTATION,
        RecordPage.Kind.VIDEO,
        RecordPage.Kind.WRITTEN,
    )
]
SUMMARY_MAX_LENGTH = ContributionPage._meta.get_field("summary").max_length


class DeliveredCell(BooleanCell):
    """Who says nothing means that it was delivered."""

    def clean(self, value) -> bool:
        return True if not (value or "").strip() else super().clean(value)


class SpokenField(forms.CharField):
    """One of the six languages, or any other one."""

    def clean(self, value) -> str:
        text = super().clean(value)
        code = languages.read(text) if text else ""
        return code or (InterventionPage.Spoken.OTHER if text else "")


class InterventionRowForm(RowForm):
    key = forms.CharField(max_length=100)
    segment = forms.CharField(required=False)
    kind = ChoiceCell(choices=KINDS, required=False)
    title = Line()
    state = StateField(required=False)
    organization = forms.CharField(required=False)
    on_behalf_of = Line()
    language = LanguageField(required=False)
    spoken = SpokenField(required=False)
    delivered = DeliveredCell(required=False)
    date = DateField(required=False)
    speaker_role = Line()
    speaker_name = Line()
    speaker_public = BooleanCell(required=False)
    summary = CharField(max_length=SUMMARY_MAX_LENGTH, required=False, widget=forms.Textarea)
    text = forms.CharField(required=False)
    challenges = TermsField(Challenge, "slug")
    chapters = TermsField(Chapter, "number")
    recommendations = TermsField(Recommendation, "key", recommendation_key)
    target_groups = TermsField(TargetGroup, "slug")
    policy_documents = TermsField(PolicyDocument, "key")
    files = forms.CharField(required=False)
    source = Line()
    source_url = Address()

    @property
    def row_key(self) -> str:
        return self.data.get("key", "").strip()

    @property
    def whose(self) -> str:
        state, organization = map(self.cleaned_data.get, ("state", "organization"))
        return str(state.name_en if state else organization.label_en if organization else "")

    @property
    def twice(self) -> str:
        return _("“%s” stands in the table twice. Each row has a key of its own.")

    def clean_organization(self) -> Organization | None:
        written = self.cleaned_data["organization"]
        found = self.vocabulary.organization(written) if written else None
        if written and found is None:
            message = _("“%s” is not among the organizations. Add it there first.")
            raise ValidationError(message % written)
        return found

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or RecordPage.Kind.STATEMENT

    def clean_files(self) -> list[str]:
        return items(self.cleaned_data["files"])

    def clean(self) -> dict | None:
        data = super().clean()
        self._check_whose(data)
        data["segment"] = self._segment(data)
        data["date"] = data.get("date") or self._day(data)
        data["language"] = data.get("language") or self.detected_language(data)
        if data.get("speaker_name") and not data.get("speaker_public"):
            self.notes.append(_("The name of the speaker is kept, and not shown."))
        if not data.get("text") and not data.get("files"):
            self.notes.append(_("It has neither a text nor a file."))
        return data

    def _check_whose(self, data: dict) -> None:
        """Not asked of what could not be read."""
        if {"state", "organization"} - data.keys():
            return
        if bool(data["state"]) == bool(data["organization"]):
            self.add_error("state", _("Name the Member State or the organization: one of the two."))

    def _segment(self, data: dict) -> Segment | None:
        written, meeting = data.get("segment"), data.get("meeting")
        if not written or meeting is None:
            return None
        found = self.vocabulary.segments(meeting.pk).get(folded(written))
        if found is None:
            message = _("The meeting has no segment “%s”. Write its title, or its day.")
            self.add_error("segment", message % written)
        return found

    def _day(self, data: dict) -> datetime.date | None:
        segment, meeting = data["segment"], data.get("meeting")
        return (segment and segment.day) or (meeting and meeting.date)
