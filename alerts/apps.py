from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = _("Alerts")

    def ready(self):
        from practices import personal_data

        from .models import Alert

        personal_data.register("alerts by mail", Alert.objects.of)
