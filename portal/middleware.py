"""Headers that neither Django nor django-csp sends by itself."""

from django.conf import settings
from django.http import HttpResponse

from common.http import ADMIN
from common.localized_urls import bare_path

# Pages of Wagtail that people see before they have signed in.
BEFORE_SIGNING_IN = (f"{ADMIN}login/", f"{ADMIN}password_reset/")
FILES = ("/documents/", "/media/")


class Headers:
    """Chooses the policy by address, so that no view can forget it."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        policy = policy_of(request.path_info)
        if policy is not None:
            response.headers.pop("Content-Security-Policy", None)
            response._csp_config = policy
        return response


def policy_of(path) -> dict | None:
    """None: the strict policy of the settings."""
    path = bare_path(path)
    if path.startswith(FILES):
        return settings.FILE_POLICY
    signed_in = path.startswith(ADMIN) and not path.startswith(BEFORE_SIGNING_IN)
    return settings.ADMIN_POLICY if signed_in else None
