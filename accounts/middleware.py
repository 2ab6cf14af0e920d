"""Session checks and enforcement of the second factor."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from common.http import ACCOUNT, is_staff_area
from common.localized_urls import bare_path

from . import clients, second_factor, sessions

# Looking after an open editor is not the person's doing and keeps no session alive.
BY_ITSELF = "/admin/editing-sessions/"
# What somebody who has given only the password may still open behind /admin/.
OPEN = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


class SessionRules:
    """Ends a session that idled, that lasted a working day, or that somebody has ended."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._look_at(request)
        response = self.get_response(request)
        if getattr(request, "signed_in_now", None):
            clients.remember_browser(response, request.signed_in_now)
        if getattr(request, "signed_out_now", False):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def _look_at(self, request) -> None:
        row = sessions.current(request)
        if row is None:
            logout(request)
            # Nobody chose to leave: what the browser keeps for this person stays there.
            request.signed_out_now = False
            messages.info(request, _("You have been signed out. Please sign in again."))
        elif not bare_path(request.path).startswith(BY_ITSELF):
            sessions.note(row)


class SecondFactor:
    """Until the code is given, a person is nobody, on every path but that of the code."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            request.needs_code = second_factor.is_missing(request.user)
            if request.needs_code and not bare_path(request.path).startswith(ACCOUNT):
                request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        half = getattr(request, "needs_code", False)
        if not half or not is_staff_area(request) or request.resolver_match.view_name in OPEN:
            return None
        return redirect(
            f"{reverse('second_factor')}?{urlencode({'next': request.get_full_path()})}"
        )
