from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home and topics")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from practices import public_changes

        from . import menu
        from .page_translations import kinds  # noqa: F401  registers them

        translation = self.get_model("PageTranslation")
        for signal in (post_save, post_delete):
            signal.connect(public_changes.note, sender=translation)
            for model in (translation, self.get_model("StandardPage")):
                signal.connect(menu.forget, sender=model)
