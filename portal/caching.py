"""Cache-Control headers: how long others may keep a response."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

SECONDS = 5  # within them a change, or a withdrawal, is seen everywhere


class CacheRules:
    """Visitors: shared caches keep a page for a moment, browsers ask each time whether it changed.

    Everyone who is known, and everything that sets a cookie, is kept to the browser.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        if _is_closed(response):
            return response
        # Rewritten, not added to: Wagtail lets documents be kept for an hour.
        del response["Cache-Control"]
        patch_cache_control(response, **_rules(request, response))
        return response


def _is_closed(response) -> bool:
    """Django or Wagtail has said already that it is for one person only."""
    said = response.get("Cache-Control", "")
    return "no-store" in said or "private" in said


def _rules(request, response) -> dict:
    if _is_shared(request, response):
        return {"public": True, "max_age": 0, "s_maxage": SECONDS, "must_revalidate": True}
    return {"private": True, "no_cache": True}


def _is_shared(request, response) -> bool:
    """The same for all visitors; errors are not: an empty place may be filled in a second."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code in (200, 301, 304)
        and not response.cookies
        and request.user.is_anonymous
    )
