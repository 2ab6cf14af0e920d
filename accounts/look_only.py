"""Superusers look and change nothing: workflow, groups, collections and sites have no other editor.

Wagtail lets a superuser do everything, and one person would hold every key: without the steps of
review, or with other people in the group of officers, the rule of four eyes is a word. Officers
change what officers may; what nobody changes in the admin is changed on the server, by those who
run it (docs/security.md).
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from common.http import is_admin

from .roles import SAFE

# Their own sign-in and account, and what an open page of the admin sends by itself.
OWN = {
    "wagtailadmin_account",
    "wagtailadmin_dismissibles",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_pages:preview_on_edit",
}


class LookOnly:
    """For every superuser, an officer too: that person needs an account for each."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if request.method in SAFE or not request.user.is_authenticated:
            return
        if not request.user.is_superuser or request.resolver_match.view_name in OWN:
            return
        if is_admin(request):
            raise PermissionDenied(
                _("You are signed in as a superuser, who sees everything and changes nothing here.")
            )
