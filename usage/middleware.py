"""Counts the pages that visitors see, their searches, and what they filter by."""

from django.http import HttpResponse
from django.utils.translation import get_language

from common.localized_urls import bare_path
from search import years
from search.facets import BY_NAME
from search.views import Searched, SearchResponse
from taxonomy.languages import of_interface

from . import counters
from .models import DailyCount
from .visitors import is_visitor
from .words import harmless

Kind = DailyCount.Kind
COUNTED = {"wagtail_serve", "coverage", "compare"}
SEEN = {200, 304}
FILTERS = {*BY_NAME, years.FROM, years.TO}


class CountViews:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, SearchResponse):
            # A further page is the same search, read on.
            if response.searched.page == 1 and is_visitor(request):
                _count_search(response.searched)
        elif _is_view(request, response) and is_visitor(request):
            counters.add(Kind.VIEW, bare_path(request.path))
        return response


def _count_search(searched: Searched) -> None:
    counters.add(Kind.SEARCH)
    counters.add(Kind.LANGUAGE, of_interface(get_language()))
    words = harmless(searched.text)
    if words and not searched.total:
        counters.add(Kind.NOTHING, words)
    for name, value in searched.params:
        if name in FILTERS:
            counters.add(Kind.FILTER, f"{name}={value}")


def _is_view(request, response) -> bool:
    match = request.resolver_match
    return (
        request.method == "GET"
        and response.status_code in SEEN
        and match is not None
        and match.view_name in COUNTED
    )
