"""Forms of the sign-in: codes, recovery codes, a new app."""

from django import forms
from django.core import signing
from django.core.signing import TimestampSigner
from django.utils.translation import gettext_lazy as _

from . import second_factor

A_HALF_HOUR = 1800


class CodeForm(forms.Form):
    """`check` is asked with the code and gives what the view needs, or nothing for a wrong one."""

    code = forms.CharField(
        max_length=20,
        label=_("Code"),
        widget=forms.TextInput({"autocomplete": "one-time-code", "autofocus": True}),
    )

    def __init__(self, *args, check, **kwargs) -> None:
        self.check = check
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        code = self.cleaned_data.get("code")
        if code:
            self._ask(code)

    def _ask(self, code) -> None:
        try:
            self.found = self.check(code)
        except second_factor.TooManyTriesError:
            self.add_error("code", _("Too many attempts. Wait five minutes, then try again."))
        else:
            if self.found is None:
                self.add_error("code", _("This code is not correct. Each code works only once."))


class SetUpForm(CodeForm):
    """Carries the new key, signed for this person, until the app has shown that it knows it."""

    signed_key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, user) -> None:
        self.user, self.key = user, self._key(data, user) or second_factor.new_key()
        super().__init__(data, check=self._enrol)
        self.signed = self._signer(user).sign(self.key)

    def _enrol(self, code) -> tuple | None:
        return second_factor.enrol(self.user, self.key, "".join(code.split()))

    def _key(self, data, user) -> str | None:
        try:
            return self._signer(user).unsign((data or {}).get("signed_key", ""), A_HALF_HOUR)
        except signing.BadSignature:
            return None

    def _signer(self, user) -> TimestampSigner:
        return signing.TimestampSigner(salt=f"second factor of {user.pk}")
