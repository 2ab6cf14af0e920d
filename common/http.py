"""Client IP of a request, absolute URLs, and which paths belong to people who sign in."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from .localized_urls import bare_path

ACCOUNT = "/account/"
ADMIN = "/admin/"
FORM = "/submit/"


def client_ip(request: HttpRequest) -> str | None:
    """The address before the trusted proxies; what a visitor writes into the header is skipped."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [hop.strip() for hop in forwarded if hop.strip()]
    hops.append(request.META.get("REMOTE_ADDR", ""))
    depth = settings.TRUSTED_PROXIES + 1
    return _valid(hops[-depth] if depth <= len(hops) else hops[-1])


def _valid(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def absolute_url(path: str) -> str:
    """The path on the public host, as PUBLIC_URL names it."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def is_staff_area(request: HttpRequest) -> bool:
    """Whether the path lies in the admin or the guided form."""
    return bare_path(request.path).startswith((ADMIN, FORM))


def is_admin(request: HttpRequest) -> bool:
    """Whether the path lies in Wagtail's admin."""
    return bare_path(request.path).startswith(ADMIN)
