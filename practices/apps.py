from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Practices and strategies")

    def ready(self):
        from .uploads import guard, pictures

        guard.stand()  # before the receivers that rename what it lets in
        pictures.prepare()
        from . import file_rules, redirects, signals  # noqa: F401  connects the receivers

        file_rules.connect()
        from .approvals import (  # noqa: F401  registers the kinds
            contributions,
            focal_points,
            recommendations,
            states,
        )
