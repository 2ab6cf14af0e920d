from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Alert


class AlertForm(forms.Form):
    email = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Stored encrypted, used only for this alert, and erased when you stop it."),
    )
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Alert.Frequency,
        initial=Alert.Frequency.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_("You receive an email only when there is something new."),
    )
