"""Browsers and client IPs from which an account has signed in before."""

from axes.models import AccessLog
from django.conf import settings
from django.core.signing import BadSignature, Signer

A_YEAR = 365 * 24 * 3600
_signer = Signer(salt="known browser")


def lockout_parameters(request, credentials=None) -> list:
    """What failed sign-ins are counted by (django-axes).

    Guesses at one account are counted together wherever they come from, so that a thousand
    addresses help nobody. The person is not locked out by them: a browser or an address from
    which the account was signed in before is counted by itself.
    """
    counted = [["username", "ip_address"], "ip_address"]
    username = (credentials or {}).get("username")
    return counted if is_known(request, username) else [*counted, "username"]


def is_known(request, username) -> bool:
    if username and _remembered(request) == username:
        return True
    address = getattr(request, "axes_ip_address", None) or getattr(request, "ip_address", None)
    return AccessLog.objects.filter(username=username, ip_address=address).exists()


def _remembered(request) -> str | None:
    try:
        return _signer.unsign(
            getattr(request, "COOKIES", {}).get(settings.KNOWN_BROWSER_COOKIE, "")
        )
    except BadSignature:
        return None


def remember_browser(response, user) -> None:
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE,
        _signer.sign(user.get_username()),
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
