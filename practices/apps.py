from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Practices and strategies")

    def ready(self) -> None:
        from . import file_rules, public_changes, receivers, redirects  # noqa: F401  connects them

        file_rules.connect()
        public_changes.connect()
