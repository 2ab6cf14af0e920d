from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionConfig(AppConfig):
    name = "submission"
    verbose_name = _("Guided form")

    def ready(self) -> None:
        from . import proposals  # noqa: F401  registers the kind
