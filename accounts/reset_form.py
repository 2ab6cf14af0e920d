"""Mails to set a new password: five a day for an address, and no word on who has an account."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.admin.forms.auth import PasswordResetForm

from .limits import RESET_MAILS


class LimitedResetForm(PasswordResetForm):
    """WAGTAILADMIN_USER_PASSWORD_RESET_FORM: same answer, same work, whoever is asked about."""

    def get_users(self, email) -> list:
        return list(super().get_users(email)) or [_stand_in(email)]

    def save(self, **options) -> None:
        if RESET_MAILS.allows(self.cleaned_data["email"].strip().lower()):
            super().save(**options)

    def send_mail(self, subject, text, context, sender, to, html_email_template_name=None) -> None:
        """The mail to nobody is written like any other, and then taken back."""
        with transaction.atomic():
            super().send_mail(subject, text, context, sender, to, html_email_template_name)
            if context["user"].pk == 0:
                transaction.set_rollback(True)


def _stand_in(email) -> Any:
    """Somebody who does not exist, for whom a key can be made all the same."""
    user = get_user_model()(pk=0, username=email[:150], email=email)
    user.set_unusable_password()
    return user
