"""Menu entries of the Secretariat's pages in the admin."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from accounts.roles import OfficersItem, looks_on
from practices.models import StatePage


class FocalPointsItem(MenuItem):
    def is_shown(self, request) -> bool:
        is_officer = not request.user.is_superuser and looks_on(request)  # of joint contributions
        return is_officer or StatePage.objects.of(request.user).exists()


def without_wagtails_news(request, items) -> None:
    """Help about the portal only: Wagtail's release notes and guide are for those who run it."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new", "editor-guide"))]


def _item(kind, label, name, icon, order) -> Callable:
    return lambda: kind(label, reverse(name), icon_name=icon, order=order)


MENU_ITEMS = [
    _item(FocalPointsItem, _("My submissions"), "submissions", "form", 40),
    _item(OfficersItem, _("Review queue"), "secretariat_queue", "tasks", 50),
    _item(OfficersItem, _("Translations"), "translations", "globe", 50),
    _item(OfficersItem, _("Proposals"), "proposals", "clipboard-list", 51),
    _item(OfficersItem, _("Confirmations"), "secretariat_confirmations", "date", 52),
    _item(OfficersItem, _("Change headings"), "secretariat_reclassifications", "tag", 54),
    _item(OfficersItem, _("Focal points"), "invite_focal_point", "group", 310),
    _item(OfficersItem, _("People"), "people", "user", 315),
    _item(OfficersItem, _("Reviewers by region"), "secretariat_regions", "globe", 315),
    _item(OfficersItem, _("Audit trail"), "audit_trail", "history", 320),
]
