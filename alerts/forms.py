from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Alert


class AlertForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Kept encrypted, used for these mails only, and erased when you stop them."),
    )
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Alert.Frequency,
        initial=Alert.Frequency.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_("A mail comes only when there is something new."),
    )
