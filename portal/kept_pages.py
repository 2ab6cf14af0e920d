"""Pages of the public site, kept in memory until something that the public reads changes.

A page is found again under the count of public changes (practices.models.PublicChange), which is
read for each visitor and raised in the transaction of a change: what was withdrawn is never shown
from here. A page that opens or closes by the clock ends what was kept before its minute.
"""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from practices.models import PublicChange
from practices.public_changes import next_by_the_clock

VIEWS = {
    "wagtail_serve", "search", "coverage", "bodies", "body", "body_recommendations", "workplans",
}  # fmt: skip


class KeptPages:
    """Inside all that counts, limits and guards requests; it stands for the view alone."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "kept_as") and _may_be_kept(request, response):
            key, asked_at = request.kept_as
            until = asked_at + timedelta(seconds=settings.KEPT_PAGES_SECONDS)
            until = min(until, next_by_the_clock(asked_at) or until)
            caches["pages"].set(key, (until, response))
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not _is_for_everyone(request):
            return None
        key, now = _key(request), timezone.now()
        until, response = caches["pages"].get(key) or (now, None)
        if until > now:
            return response
        request.kept_as = key, now  # before the page is made: it may take a while
        return None


def _key(request: HttpRequest) -> str:
    parts = (
        PublicChange.objects.stamp(),
        request.get_host(),
        get_language() or "",
        request.get_full_path(),
    )
    return sha256("\n".join(parts).encode()).hexdigest()  # an address may be too long for a key


def _is_for_everyone(request: HttpRequest) -> bool:
    """Asked by a visitor without an account, to whom nothing is to be said."""
    return (
        settings.KEPT_PAGES_SECONDS > 0
        and request.method == "GET"
        and request.resolver_match is not None
        and request.resolver_match.view_name in VIEWS
        and not {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & request.COOKIES.keys()
    )


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page without cookies or the token of a form; a stand-in's answer says `private`."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and "private" not in response.get("Cache-Control", "")
    )
