from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = _("Alerts")

    def ready(self) -> None:
        from mail import outbox

        from .subscribing import end_after_refusal

        outbox.given_up.connect(end_after_refusal, dispatch_uid="alerts")
