"""Atomic write requests in the admin and the guided form, and a log of denied access."""

import logging

from django.contrib.messages import ERROR, get_messages
from django.db import OperationalError, transaction
from django.http import HttpResponse
from wagtail.models import Page

from accounts.roles import SAFE
from audit import trail
from common import own_transactions
from common.http import ADMIN, FORM, is_staff_area
from common.localized_urls import bare_path
from practices.country_wall import named_pages
from uploads import storage

from . import bad_input

log = logging.getLogger(__name__)

DEADLOCK = "40P01"


class WholeOrNothing:
    """A request changes everything it set out to, or nothing; two on one page go in turn.

    Wagtail approves, cancels and saves in several steps without a common transaction, on a page
    it read before: a killed or overtaken request left half a state, or undid a publication.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and is_staff_area(request):
            return bad_input.button_only(request, response)
        return response

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if request.method in SAFE or not is_staff_area(request) or own_transactions.does(view):
            return None
        try:
            return _change(request, view, args, kwargs)
        except Exception as error:  # Django asks nobody about what is raised in here
            if answer := self.process_exception(request, error):
                return answer
            raise

    def process_exception(self, request, error) -> HttpResponse | None:
        return bad_input.answer(request, error) if is_staff_area(request) else None


def _change(request, view, args, kwargs) -> HttpResponse:
    """Once more after a deadlock: PostgreSQL ends one of two requests, and the other is done soon.

    Pages are locked before anything else, but a proposal that is applied reaches its page last.
    """
    queued = len(get_messages(request)._queued_messages)
    try:
        return _attempt(request, view, args, kwargs)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
            raise
    log.warning("deadlock, tried again: %s", request.path, extra={"request": request})
    del get_messages(request)._queued_messages[queued:]
    for name in request.FILES:
        for file in request.FILES.getlist(name):
            file.seek(0)
    return _attempt(request, view, args, kwargs)


def _attempt(request, view, args, kwargs) -> HttpResponse:
    with storage.whole():
        _lock(named_pages(request, request.resolver_match))
        response = view(request, *args, **kwargs)
        if is_denial(request, response):
            transaction.set_rollback(True)
    return response


def _lock(page_ids) -> None:
    """Every page that the request names, always in the same order."""
    if page_ids:
        pages = Page.objects.select_for_update().filter(pk__in=page_ids).order_by("pk")
        list(pages.values_list("pk"))


class DenialTrail:
    """Whoever is refused leaves a line in the trail."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        if (
            request.user.is_authenticated
            and is_staff_area(request)
            and is_denial(request, response)
        ):
            _record(request, response)
        return response


def _record(request, response) -> None:
    match = request.resolver_match
    page = Page.objects.filter(pk=match.kwargs.get("page_id") if match else None).first()
    facts = {"method": request.method, "path": request.path[:500]}
    trail.record("denied", page, request.user, after=facts)


def is_denial(request, response) -> bool:
    """403, a page of another State in the guided form, or Wagtail's redirect with an apology."""
    if response.status_code == 403:
        return True
    if response.status_code == 404:
        return bare_path(request.path).startswith(FORM)
    if response.status_code != 302 or bare_path(response["Location"]) != ADMIN:
        return False
    if bare_path(request.path) == ADMIN:
        return False
    queued = get_messages(request)._queued_messages  # reading them would use them up
    return any(message.level == ERROR for message in queued)
