"""Limit of searches from one client, where one is set."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from common.localized_urls import bare_path
from common.outages import DATABASE_AWAY

from .throttle import Allowance, spend

SEARCH = "/search/"
SUGGESTIONS = "/search/suggest"
SUGGESTIONS_FOR_A_SEARCH = 5  # one for each pause in typing


class SearchRate:
    """The search page, and the suggestions while somebody types, counted by themselves."""

    def __init__(self, get_response) -> None:
        if not settings.SEARCHES_A_MINUTE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        path = bare_path(request.path)
        if path == SEARCH:
            return self._answer(request, "search", settings.SEARCHES_A_MINUTE, _wait_page)
        if path == SUGGESTIONS:
            most = SUGGESTIONS_FOR_A_SEARCH * settings.SEARCHES_A_MINUTE
            return self._answer(request, "suggest", most, _no_suggestions)
        return self.get_response(request)

    def _answer(self, request, what: str, most: int, refusal) -> HttpResponse:
        try:
            allowance = spend(request, what, most)
        except DATABASE_AWAY:  # the page may have been kept all the same
            return self.get_response(request)
        if not allowance.is_spent:
            return self.get_response(request)
        response = refusal(request, allowance)
        response["Retry-After"] = str(allowance.seconds_left)
        add_never_cache_headers(response)  # the visitor after this one is somebody else
        return response


def _wait_page(request, allowance: Allowance) -> HttpResponse:
    """At the address of the search, so that loading it again goes on where it stopped."""
    context = {"seconds": allowance.seconds_left, "address": request.get_full_path()}
    return render(request, "429.html", context, status=429)


def _no_suggestions(_request, _allowance: Allowance) -> HttpResponse:
    return HttpResponse(status=429)
