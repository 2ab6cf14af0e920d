from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "portal_search"  # "search" would be mistaken for Wagtail's own app
    verbose_name = _("Search")

    def ready(self) -> None:
        from . import checks, signals  # noqa: F401  registers the system checks

        signals.connect()
