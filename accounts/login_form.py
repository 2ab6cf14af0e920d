"""Wagtail's form to sign in, with a label of its password field that is translated."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class LabelledLoginForm(LoginForm):
    """WAGTAILADMIN_USER_LOGIN_FORM: Wagtail 8 says "Password" in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
