from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home and topics")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from . import menu

        for signal in (post_save, post_delete):
            signal.connect(menu.forget, sender=self.get_model("StandardPage"))
