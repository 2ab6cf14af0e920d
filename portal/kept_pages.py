"""Pages of the public site, kept on this machine until something that the public reads changes.

A page is found again under the count of public changes (practices.models.PublicChange), which is
read for each visitor and raised in the transaction of a change: what was withdrawn is never shown
from here. A page that opens or closes by the clock ends what was kept before its minute. What pages
are made of is kept in the same way (common.generations), for those who are signed in too.
"""

from contextlib import suppress
from copy import copy
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from accounts.roles import SAFE
from common import generations
from common.generations import Generation, kept_for_generation
from common.outages import DATABASE_AWAY

from .last_known import LastKnown

VIEWS = {
    "wagtail_serve", "search", "coverage", "bodies", "body", "body_recommendations", "workplans",
}  # fmt: skip
_last_known = LastKnown()


class KeptPages:
    """Inside all that counts, limits and guards requests; it stands for the view alone."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        finally:
            generations.leave()
        if hasattr(request, "kept_as") and _may_be_kept(request, response):
            key, until = request.kept_as
            with suppress(OSError):  # the disk is full: the page is made again for the next visitor
                caches["pages"].set(key, (until, response))
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not _only_reads(request):
            return None
        if _last_known.is_pause and (page := _kept_before(request)):
            return page
        try:
            current = _last_known.read()
        except DATABASE_AWAY:
            if page := _kept_before(request):
                return page
            raise
        return _kept_under(request, current)


def _kept_under(request: HttpRequest, current: Generation) -> HttpResponse | None:
    now = timezone.now()
    if settings.KEPT_VALUES_SECONDS > 0:
        generations.enter(current)
        request._wagtail_site = _copy_of(_site(*_host_and_port(request)))
    if not _is_for_everyone(request):
        return None
    key = _key(request, current)
    until, response = _found(key) or (now, None)
    if until > now:
        return response
    request.kept_as = key, _until(now, current)  # before the page is made: it may take a while
    return None


def _kept_before(request: HttpRequest) -> HttpResponse | None:
    """While the database is away."""
    current = _last_known.still_holds()
    if current is None or not _is_for_everyone(request):
        return None
    _until, response = _found(_key(request, current)) or (None, None)
    return _last_known.with_notice(response) if response else None


def _found(key: str) -> tuple[datetime, HttpResponse] | None:
    with suppress(OSError):
        return caches["pages"].get(key)
    return None


def _key(request: HttpRequest, current: Generation) -> str:
    parts = (
        current.stamp,
        request.get_host(),
        get_language() or "",
        request.get_full_path(),
    )
    return sha256("\n".join(parts).encode()).hexdigest()  # an address may be too long for a key


def _host_and_port(request: HttpRequest) -> tuple[str, str]:
    return split_domain_port(request._get_raw_host())[0], request.get_port()


@kept_for_generation
def _site(host: str, port: str) -> Site | None:
    """What Wagtail looks up by two queries for each request."""
    try:
        site = get_site_for_hostname(host, port)
    except Site.DoesNotExist:
        return None
    site.root_page = site.root_page.specific
    return site


def _copy_of(site: Site | None) -> Site | None:
    """Its page may be shown, and keeps then what it has read."""
    if site is not None:
        site = copy(site)
        site.root_page = copy(site.root_page)
    return site


def _until(now: datetime, current: Generation) -> datetime:
    until = now + timedelta(seconds=settings.KEPT_PAGES_SECONDS)
    return min(until, current.changes_at or until)


def _only_reads(request: HttpRequest) -> bool:
    return (
        request.method in SAFE
        and request.resolver_match is not None
        and request.resolver_match.view_name in VIEWS
        and (settings.KEPT_PAGES_SECONDS > 0 or settings.KEPT_VALUES_SECONDS > 0)
    )


def _is_for_everyone(request: HttpRequest) -> bool:
    """Asked by a visitor without an account, to whom nothing is to be said."""
    return (
        settings.KEPT_PAGES_SECONDS > 0
        and request.method == "GET"
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
