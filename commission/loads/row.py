"""What rows of every table have in common: a meeting, terms, a source, remarks about them."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commission.models import MeetingPage
from common.forms import CharField
from common.lists import listed
from common.sanitise import clean_html, safe_address, text_to_html
from submission.importer.fields import StateField, TermsField
from taxonomy import language_detection
from taxonomy.languages import Language

from .vocabulary import LoadVocabulary

Line = partial(CharField, max_length=255, required=False)
Address = partial(forms.URLField, max_length=2000, required=False, assume_scheme="https")


class RowForm(forms.Form):
    """`row_key`, `whose` and `row_title` tell people which row it is; no two have the same key."""

    key_column = "key"
    meeting = forms.CharField()

    def __init__(self, cells: dict[str, str], vocabulary: LoadVocabulary) -> None:
        super().__init__(cells)
        self.vocabulary = vocabulary
        self.notes: list[str] = []
        for field in self.fields.values():
            if isinstance(field, (StateField, TermsField)):
                field.vocabulary = vocabulary

    @property
    def row_key(self) -> str:
        raise NotImplementedError

    @property
    def whose(self) -> str:
        raise NotImplementedError

    @property
    def row_title(self) -> str:
        return self.cleaned_data.get("title") or ""

    @property
    def twice(self) -> str:
        return _("“%s” stands in the table twice.")

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

    def clean_text(self) -> str:
        return clean_html(text_to_html(self.cleaned_data["text"]))

    def clean_source_url(self) -> str:
        address = self.cleaned_data["source_url"]
        if address and not safe_address(address):
            raise ValidationError(_("Write an address that begins with https://."))
        return address

    def detected_language(self, data: dict) -> str:
        words = " ".join(data.get(name) or "" for name in ("title", "summary", "text"))
        found = language_detection.detected(words) or Language.EN
        self.notes.append(_("no language given: filed as %s") % Language(found).label)
        return found
