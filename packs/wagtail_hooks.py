"""Hooks into Wagtail: session packs in the admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from accounts.roles import OfficersItem

from .views import ADMIN_URLS


def packs_item() -> OfficersItem:
    label = _("Session packs")
    return OfficersItem(label, reverse("session_packs"), icon_name="doc-full", order=60)


hooks.register("register_admin_urls", lambda: ADMIN_URLS)
hooks.register("register_admin_menu_item", packs_item)
