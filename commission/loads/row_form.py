"""What a row of a table of statements must hold."""

import datetime
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commission.models import InterventionPage, MeetingPage, Organization, RecordPage, Segment
from common.folding import folded
from common.forms import CharField, DateField
from common.lists import listed
from common.sanitise import clean_html, safe_address, text_to_html
from practices.models import ContributionPage
from submission.importer.columns import items
from submission.importer.fields import (
    BooleanCell,
    ChoiceCell,
    LanguageField,
    StateField,
    TermsField,
)
from taxonomy import language_detection, languages
from taxonomy.keys import recommendation_key
from taxonomy.languages import Language
from taxonomy.models import Challenge, Chapter, PolicyDocument, Recommendation, TargetGroup

from .vocabulary import LoadVocabulary

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
Line = partial(CharField, max_length=255, required=False)


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


class InterventionRowForm(forms.Form):
    key = forms.CharField(max_length=100)
    meeting = forms.CharField()
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
    source_url = forms.URLField(max_length=2000, required=False, assume_scheme="https")

    def __init__(self, cells: dict[str, str], vocabulary: LoadVocabulary) -> None:
        super().__init__(cells)
        self.vocabulary = vocabulary
        self.notes: list[str] = []
        for field in self.fields.values():
            if isinstance(field, (StateField, TermsField)):
                field.vocabulary = vocabulary

    def clean_meeting(self) -> MeetingPage:
        written = self.cleaned_data["meeting"]
        found = self.vocabulary.meetings(written)
        if not found:
            raise ValidationError(_("There is no public meeting “%s”.") % written)
        if len(found) > 1:
            slugs = listed(meeting.slug for meeting in found)
            message = _("Several meetings are called “%(title)s”. Write one of: %(slugs)s.")
            raise ValidationError(message % {"title": written, "slugs": slugs})
        return found[0]

    def clean_organization(self) -> Organization | None:
        written = self.cleaned_data["organization"]
        found = self.vocabulary.organization(written) if written else None
        if written and found is None:
            message = _("“%s” is not among the organizations. Add it there first.")
            raise ValidationError(message % written)
        return found

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or RecordPage.Kind.STATEMENT

    def clean_text(self) -> str:
        return clean_html(text_to_html(self.cleaned_data["text"]))

    def clean_files(self) -> list[str]:
        return items(self.cleaned_data["files"])

    def clean_source_url(self) -> str:
        address = self.cleaned_data["source_url"]
        if address and not safe_address(address):
            raise ValidationError(_("Write an address that begins with https://."))
        return address

    def clean(self) -> dict | None:
        data = super().clean()
        self._check_whose(data)
        data["segment"] = self._segment(data)
        data["date"] = data.get("date") or self._day(data)
        data["language"] = data.get("language") or self._language(data)
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

    def _language(self, data: dict) -> str:
        words = " ".join(data.get(name) or "" for name in ("title", "summary", "text"))
        found = language_detection.detected(words) or Language.EN
        self.notes.append(_("no language given: filed as %s") % Language(found).label)
        return found
