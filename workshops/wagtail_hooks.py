"""Hooks into Wagtail: the list of workshops in the admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from accounts.roles import OfficersItem

from .admin_views import ADMIN_URLS


def workshops_item() -> OfficersItem:
    label = _("Workshops")
    return OfficersItem(label, reverse("workshops_that_took_place"), icon_name="group", order=59)


hooks.register("register_admin_urls", lambda: ADMIN_URLS)
hooks.register("register_admin_menu_item", workshops_item)
