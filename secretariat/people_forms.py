"""Forms of the officers' pages about people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import account_proposals


class NewOfficerForm(forms.Form):
    email = forms.EmailField(label=_("Email address"), max_length=150)  # also the user name
    first_name = forms.CharField(max_length=150, label=_("First name"))
    last_name = forms.CharField(max_length=150, label=_("Last name"))

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()


class AccountForm(forms.Form):
    active = forms.BooleanField(required=False, label=_("Active: the person can sign in"))
    groups = forms.MultipleChoiceField(
        required=False, label=_("Groups"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = [(name, name) for name in account_proposals.groups()]

    def clean_groups(self) -> list:
        return sorted(self.cleaned_data["groups"])
