"""Forms of requests about statements: what a State asks for, and what an officer answers."""

from django import forms
from django.utils.translation import gettext_lazy

from common.forms import CharField

from .models import StatementRequest

LONGEST = StatementRequest._meta.get_field("reason").max_length


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What you ask for"),
        choices=StatementRequest.Kind.choices,
        widget=forms.RadioSelect,
    )
    reason = CharField(
        label=gettext_lazy("What is wrong, and what it should say"),
        help_text=gettext_lazy("Officers of the Secretariat read it, and nobody else."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[
            (outcome.value, outcome.label)
            for outcome in (StatementRequest.Outcome.DONE, StatementRequest.Outcome.REFUSED)
        ],
        widget=forms.RadioSelect,
    )
    answer = CharField(
        label=gettext_lazy("Answer to the State"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
