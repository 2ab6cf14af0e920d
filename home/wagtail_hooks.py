"""Hooks into Wagtail: translations of the Secretariat's pages."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from accounts.roles import OfficersItem, may_look
from practices.models import is_worded

from .page_translations import views

hooks.register("register_admin_urls", lambda: views.ADMIN_URLS)


@hooks.register("register_admin_menu_item")
def translations_item() -> OfficersItem:
    address = reverse("page_translations")
    return OfficersItem(_("Page translations"), address, icon_name="globe", order=53)


@hooks.register("register_page_header_buttons")
def translations_button(page, user, view_name, next_url=None) -> Iterator[Button]:
    if is_worded(page) and page.live and may_look(user):
        address = f"{reverse('page_translations')}#page-{page.pk}"
        yield Button(_("Translations"), address, icon_name="globe", priority=85)
