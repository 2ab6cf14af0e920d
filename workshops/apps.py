from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    name = "workshops"
    verbose_name = _("Workshops")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from mail import outbox
        from practices import public_changes

        from .entry.undelivered import note_undelivered
        from .models import Workshop

        outbox.given_up.connect(note_undelivered, dispatch_uid="workshops")
        for signal in (post_save, post_delete):
            signal.connect(public_changes.note, Workshop, dispatch_uid="workshops.public_change")
