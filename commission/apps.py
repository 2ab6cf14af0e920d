from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommissionConfig(AppConfig):
    name = "commission"
    verbose_name = _("The Commission's record")

    def ready(self) -> None:
        from common.shown_html import add_to_shown_html

        from . import labels, publishing, receivers, symbol_links, withdrawing  # noqa: F401  kinds
        from .loads import kinds  # noqa: F401

        labels.connect()
        receivers.connect()
        add_to_shown_html(symbol_links.with_links)
