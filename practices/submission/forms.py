"""The forms of the guided submission: one per step, made from the fields the step holds."""

from django import forms
from django.db import models
from django.forms.models import construct_instance
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.forms import ClusterForm
from wagtail.fields import RichTextField

from common.forms import CharField, DateField, DateTimeField
from practices.models import PracticePage, Recommendation, StrategyPage

from . import texts
from .steps import WORDS

MODELS = {"practice": PracticePage, "strategy": StrategyPage}


HELP = {
    "title": _("Say what was done, and for whom. Names of projects can come later in the text."),
}


class PlainTextField(CharField):
    """Edits rich text as plain text; the form turns it back into HTML."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return texts.to_text(value) if value and value.startswith("<") else value


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
}
DATETIME = "%Y-%m-%dT%H:%M"


def form_field(field, **kwargs):
    if isinstance(field, RichTextField):
        return PlainTextField(
            label=capfirst(field.verbose_name), help_text=field.help_text, required=False
        )
    widgets = [widget() for kind, widget in WIDGETS if isinstance(field, kind)]
    kwargs |= {"widget": widgets[0]} if widgets else {}
    kwargs |= {"form_class": FIELDS[type(field)]} if type(field) in FIELDS else {}
    kwargs |= {"help_text": HELP[field.name]} if field.name in HELP else {}
    return field.formfield(**kwargs)


class StepForm(ClusterForm):
    """Knows the number of words per field, and saves what is valid even if not all is."""

    class Meta:
        formsets = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "recommendations" in self.fields:
            # What is not verified never shows in public; while nothing is, nobody is asked.
            self.fields["recommendations"].queryset = Recommendation.objects.verified()
            if not Recommendation.objects.verified().exists():
                del self.fields["recommendations"]
        for field in self:
            self._describe(field)

    def _describe(self, field):
        ids = [f"{field.id_for_label}-help"] if field.help_text else []
        if field.name in WORDS:
            ids.append(f"words-{field.name}")
        field.field.widget.attrs |= {"aria-describedby": " ".join(ids)} if ids else {}
        if isinstance(field.field.widget, forms.Textarea):
            tall = isinstance(field.field, PlainTextField)
            field.field.widget.attrs |= {"rows": 10 if tall else 4, "dir": "auto"}

    def clean(self):
        data = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, PlainTextField) and name in data:
                data[name] = texts.to_html(data[name], self.initial.get(name) or "")
        return data

    def take_over(self, page, names=None):
        """Put valid values into the page, those of `names` or all; others may have errors."""
        names = list(self.cleaned_data) if names is None else names
        construct_instance(self, page, fields=names)
        for name in names:
            value = self.cleaned_data[name]
            if isinstance(page._meta.get_field(name), ParentalManyToManyField):
                setattr(page, name, value)
        return page

    @property
    def word_counts(self):
        """(field name, words, from, to) for the fields that have guidance."""
        return [
            (name, texts.count_words(self[name].value()), *WORDS[name])
            for name in self.fields
            if name in WORDS
        ]

    @property
    def formatted(self):
        """Fields whose links or bold type would be lost by typing here."""
        rich = [name for name, field in self.fields.items() if isinstance(field, PlainTextField)]
        return [name for name in rich if not texts.is_plain(self.initial.get(name) or "")]


def form_class(page, step):
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
        ],
        initial="practice",
    )

    def __init__(self, places, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places
        self.fields["place"].initial = places.first()

    @property
    def model(self):
        return MODELS[self.cleaned_data["type"]]


class StartForm(PlaceForm):
    title = CharField(
        max_length=255,
        label=_("Title"),
        help_text=_("You can change it later."),
        widget=forms.TextInput({"dir": "auto"}),
    )
