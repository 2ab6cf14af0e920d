from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "approvals"
    verbose_name = _("Approvals by two officers")

    def ready(self) -> None:
        from . import (  # noqa: F401  registers kinds and receivers
            concepts,
            contributions,
            labels,
            receivers,
            recommendations,
            states,
            terms,
            words,
        )
