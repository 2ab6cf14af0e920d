from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    name = "workshops"
    verbose_name = _("Workshops")

    def ready(self) -> None:
        from mail import outbox

        from .undelivered import note_undelivered

        outbox.given_up.connect(note_undelivered, dispatch_uid="workshops")
