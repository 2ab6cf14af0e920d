"""Form with which a focal point shares agreed answers."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState
from workshops.forms import date_field
from workshops.models import Answer, Assessment, Share

from .shared import changed_since, parts_said

Reader, Part = Share.Reader, Share.Part


class StateField(forms.ModelChoiceField):
    def label_from_instance(self, state: MemberState) -> str:
        return state.name


class ShareForm(forms.Form):
    """`seen` is the moment at which the page was made; what is changed since is not shared."""

    items = forms.MultipleChoiceField(
        label=_("Answers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one answer.")},
    )
    part = forms.ChoiceField(
        label=_("What is shared"),
        choices=[
            (Part.ANSWER, _("The answer, without the assistance wanted")),
            (Part.ASSISTANCE, _("Only the assistance wanted")),
        ],
        initial=Part.ANSWER,
        widget=forms.RadioSelect,
    )
    reader = forms.ChoiceField(
        label=_("With whom"),
        choices=[(value, capfirst(label)) for value, label in Reader.choices],
        widget=forms.RadioSelect,
    )
    state = StateField(
        MemberState.objects.none(),
        label=_("Member State"),
        required=False,
        help_text=_("Where answers are shared with another Member State."),
    )
    until = date_field(
        _("Until"),
        required=False,
        help_text=_(
            "The last day on which they can be read. Without one, until you take them back."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, assessment: Assessment, agreed: list[Answer], *args) -> None:
        super().__init__(*args, initial={"seen": timezone.now().isoformat()})
        self._assessment = assessment
        self._agreed = {answer.item: answer for answer in agreed}
        self.fields["items"].choices = [(key, key) for key in self._agreed]
        others = MemberState.objects.exclude(pk=assessment.owner.pk)
        self.fields["state"].queryset = others

    def clean_until(self) -> object:
        day = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return day

    def clean_seen(self) -> datetime:
        try:
            moment = parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            moment = None
        if moment is None or timezone.is_naive(moment):
            raise forms.ValidationError(_("Open the page again, then share."))
        return moment

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        if data.get("reader") == Reader.STATE and not data.get("state"):
            self.add_error("state", _("Choose the Member State with which you share."))
        if data.get("reader") != Reader.STATE:
            data["state"] = None
        if data.get("reader") == Reader.EVERYBODY and not self._assessment.room.workshop.is_public:
            message = _(
                "The workshop has no public page. Agree to one first, under “Dates and agenda”."
            )
            self.add_error("reader", message)
        self._clean_items(data)
        return data

    def _clean_items(self, data: dict) -> None:
        chosen = [self._agreed[key] for key in data.get("items", ())]
        if data.get("part") and any(data["part"] not in parts_said(answer) for answer in chosen):
            message = _(
                "One of the answers chosen says nothing of that. Look at what would be read."
            )
            self.add_error("items", message)
        elif data.get("seen") and changed_since(
            self._assessment, data.get("items", ()), data["seen"]
        ):
            message = _("One of these answers has been changed since. Read it again below.")
            self.add_error("items", message)
            self.is_outdated = True

    is_outdated = False

    @property
    def moment(self) -> str:
        """For the page that is shown now: what it shows has been seen."""
        return timezone.now().isoformat() if self.is_outdated else self["seen"].value()
