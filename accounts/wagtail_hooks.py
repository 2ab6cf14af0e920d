"""The officers' page about people, and the way to the own account."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from practices.secretariat.admin import OfficersItem

from . import people


@hooks.register("register_admin_urls")
def addresses():
    one = "secretariat/people/<int:user_id>"
    return [
        path("secretariat/people/", people.people, name="people"),
        path("secretariat/people/new/", people.propose_officer, name="propose_officer"),
        path(f"{one}/change/", people.propose_change, name="propose_account_change"),
        path(f"{one}/end-sessions/", people.end_sessions, name="end_sessions_of"),
        path(f"{one}/reset/", people.reset_second_factor, name="reset_second_factor"),
    ]


@hooks.register("register_admin_menu_item")
def people_item():
    return OfficersItem(_("People"), reverse("people"), icon_name="user", order=315)


@hooks.register("register_admin_menu_item")
def account_item():
    return MenuItem(_("Security"), reverse("account"), icon_name="key", order=990)
