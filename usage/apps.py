from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsageConfig(AppConfig):
    name = "usage"
    verbose_name = _("Usage statistics")

    def ready(self) -> None:
        from . import receivers  # noqa: F401  connects them
