from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from audit.trail import entry_recorded

        from . import account_trail, signals, superusers  # noqa: F401  connects receivers

        entry_recorded.connect(superusers.tell_officers, dispatch_uid="accounts.superusers")
