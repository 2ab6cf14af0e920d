"""The page about the use of the portal, in the admin of the Secretariat."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from accounts.roles import OfficersItem

from . import views


@hooks.register("register_admin_urls")
def addresses() -> list:
    return [
        path("secretariat/usage/", views.report, name="usage_report"),
        path("secretariat/translate-next/", views.translate_next, name="translate_next"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> OfficersItem:
    return OfficersItem(
        _("Usage statistics"), reverse("usage_report"), icon_name="glasses", order=330
    )
