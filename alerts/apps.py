from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = _("Alerts")

    def ready(self):
        from practices import outbox, personal_data

        from .models import Alert
        from .subscribing import end_after_refusal

        outbox.given_up.connect(end_after_refusal, dispatch_uid="alerts")
        personal_data.register("alerts by mail", Alert.objects.of)
