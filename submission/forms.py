"""The forms of the guided submission: one per step, made from the fields the step holds."""

from typing import Any

from django import forms
from django.db import models
from django.forms.models import construct_instance
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.forms import ClusterForm
from wagtail.fields import RichTextField

from common import typed_text
from common.forms import CharField, DateField, DateTimeField
from practices.models import ContributionPage, PledgePage, PracticePage, StrategyPage
from review import clearing
from taxonomy.models import Recommendation

from . import wording

MODELS = {"practice": PracticePage, "strategy": StrategyPage, "pledge": PledgePage}
TOO_MANY_CHARACTERS = _(
    "“%(label)s” must be %%(limit_value)d characters or fewer. It has %%(show_value)d"
)


class PlainTextField(CharField):
    """Edits rich text as plain text; the form turns it back into HTML."""

    widget = forms.Textarea

    def prepare_value(self, value) -> str | None:
        return typed_text.to_text(value) if value and value.startswith("<") else value


class TermsField(forms.ModelMultipleChoiceField):
    """Its labels know their language: English stands for one that is missing."""

    def label_from_instance(self, term) -> str:
        return term.choice_label


# In the order in which they are asked: a date with a time is a date as well.
WIDGETS = (
    (ParentalManyToManyField, forms.CheckboxSelectMultiple),
    (models.DateTimeField, lambda: forms.DateTimeInput({"type": "datetime-local"}, DATETIME)),
    (models.DateField, lambda: forms.DateInput({"type": "date"}, "%Y-%m-%d")),
    # A browser's number field would drop what it cannot read, and with it what was typed.
    (models.IntegerField, lambda: forms.TextInput({"inputmode": "numeric"})),
)
# They clean what is typed, and read what a browser without a date picker lets people type.
FIELDS = {
    models.CharField: CharField,
    models.TextField: CharField,
    models.DateField: DateField,
    models.DateTimeField: DateTimeField,
    ParentalManyToManyField: TermsField,
}
DATETIME = "%Y-%m-%dT%H:%M"


def form_field(field, **kwargs) -> forms.Field:
    formfield = _of_its_kind(field, kwargs)
    formfield.help_text = wording.HINTS.get(field.name, formfield.help_text)
    label = {"label": formfield.label}
    formfield.error_messages |= {
        "required": wording.missing(field.name, formfield.label),
        "max_length": TOO_MANY_CHARACTERS % label,
    }
    if invalid := wording.INVALID.get(field.name):
        formfield.error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), invalid)
    return formfield


def _of_its_kind(field, kwargs) -> forms.Field:
    if isinstance(field, RichTextField):
        return PlainTextField(
            label=capfirst(field.verbose_name), help_text=field.help_text, required=False
        )
    if field.name == "kind":  # without a choice made beforehand, and without "---------"
        return forms.ChoiceField(
            choices=field.choices,
            label=capfirst(field.verbose_name),
            widget=forms.RadioSelect,
            required=False,
        )
    widgets = [widget() for kind, widget in WIDGETS if isinstance(field, kind)]
    kwargs |= {"widget": widgets[0]} if widgets else {}
    kwargs |= {"form_class": FIELDS[type(field)]} if type(field) in FIELDS else {}
    kwargs |= {"max_length": None} if field.name in wording.WORDS else {}
    return field.formfield(**kwargs)


class CountedField(forms.BoundField):
    """Names the line with the number of words among what describes the field."""

    @property
    def aria_describedby(self) -> str:
        ids = super().aria_describedby or ""
        return f"{ids} words-{self.name}".strip() if self.name in wording.WORDS else ids


class StepForm(ClusterForm):
    """Knows the number of words per field, and saves what is valid even if not all is."""

    bound_field_class = CountedField

    class Meta:
        formsets = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "recommendations" in self.fields:
            # What is not verified never shows in public; while nothing is, nobody is asked.
            self.fields["recommendations"].queryset = Recommendation.objects.verified()
            if not Recommendation.objects.verified().exists():
                del self.fields["recommendations"]
        if self.instance.state_id:  # the State itself pledges
            self.fields.pop("organization", None)
        needed = clearing.needed(self.instance)
        for field in self:
            # Drafts are saved without them; they are asked for before somebody goes on.
            field.field.is_needed = field.name in needed or field.field.required
            self._describe(field)

    def _describe(self, field) -> None:
        attrs = field.field.widget.attrs
        attrs.pop("maxlength", None)  # a browser would cut what is pasted, and say nothing
        if isinstance(field.field.widget, forms.Textarea):
            tall = isinstance(field.field, PlainTextField)
            attrs |= {"rows": 10 if tall else 4, "dir": "auto"}
        elif isinstance(field.field.widget, forms.EmailInput | forms.URLInput):
            attrs["dir"] = "ltr"
        elif isinstance(field.field.widget, forms.TextInput):
            attrs["dir"] = "auto"

    def clean(self) -> dict:
        data = super().clean()
        for name, field in self.fields.items():
            if name in wording.WORDS and name in data:
                self._refuse_too_long(name, data[name])
            if isinstance(field, PlainTextField) and name in data:
                data[name] = typed_text.to_html(data[name], self.initial.get(name) or "")
        return data

    def _refuse_too_long(self, name, text) -> None:
        """What is stored already stays as long as nobody changes it."""
        label = self.fields[name].label
        error = wording.too_long(name, label, typed_text.count_words(text), len(text))
        if error and name in self.changed_data:
            self.add_error(name, error)

    @property
    def asks_for_terms(self) -> bool:
        return any(isinstance(field, TermsField) for field in self.fields.values())

    def ask_for_missing(self) -> bool:
        """Whether a question that must be answered before submitting is still open here."""
        missing = [
            name
            for name, field in self.fields.items()
            if field.is_needed and name not in self.errors and not self.cleaned_data.get(name)
        ]
        for name in missing:
            self.add_error(name, wording.missing(name, self.fields[name].label))
        return bool(missing)

    def take_over(self, page, names=None) -> ContributionPage:
        """Put valid values into the page, those of `names` or all; others may have errors."""
        names = list(self.cleaned_data) if names is None else names
        construct_instance(self, page, fields=names)
        for name in names:
            value = self.cleaned_data[name]
            if isinstance(page._meta.get_field(name), ParentalManyToManyField):
                setattr(page, name, value)
        return page

    @property
    def word_counts(self) -> list:
        """(field name, words, from, to, at most) for the fields that have guidance."""
        return [
            (name, typed_text.count_words(self[name].value()), *wording.WORDS[name])
            for name in self.fields
            if name in wording.WORDS
        ]

    @property
    def formatted(self) -> list:
        """Fields whose links or bold type would be lost by typing here."""
        rich = [name for name, field in self.fields.items() if isinstance(field, PlainTextField)]
        return [name for name in rich if not typed_text.is_plain(self.initial.get(name) or "")]


def form_class(page, step) -> type:
    return forms.modelform_factory(
        type(page), form=StepForm, fields=step.fields, formfield_callback=form_field
    )


class PlaceForm(forms.Form):
    """What a contribution is, and whose; asked once."""

    place = forms.ModelChoiceField(queryset=None, label=_("Member State"), empty_label=None)
    type = forms.ChoiceField(
        label=_("What you would like to share"),
        widget=forms.RadioSelect,
        choices=[
            ("practice", _("A good practice: something that was done, and what came of it")),
            ("strategy", _("A national strategy, action plan or law")),
            ("pledge", _("A pledge on a challenge of the 2019 Ministerial Declaration")),
        ],
        error_messages={"required": _("Select what you would like to share")},
    )

    def __init__(self, places, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places
        self.fields["place"].initial = places.first()
        self.fields["type"].is_needed = True

    @property
    def model(self) -> Any:
        return MODELS[self.cleaned_data["type"]]


class StartForm(PlaceForm):
    title = CharField(
        max_length=255,
        label=_("Title"),
        help_text=_("Say what was done, and for whom. You can change it later."),
        widget=forms.TextInput({"dir": "auto"}),
        error_messages={
            "required": wording.MISSING["title"],
            "max_length": TOO_MANY_CHARACTERS % {"label": _("Title")},
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs.pop("maxlength", None)
        self.fields["title"].is_needed = True
