"""Hooks into Wagtail: the way to one's own account."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def account_item() -> MenuItem:
    return MenuItem(_("Security"), reverse("account"), icon_name="key", order=990)
