"""Counts the pages that visitors see."""

from django.http import HttpResponse

from . import counters
from .models import DailyCount
from .visitors import is_visitor

COUNTED = {"wagtail_serve", "coverage", "compare"}
SEEN = {200, 304}


class CountViews:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        if _is_view(request, response) and is_visitor(request):
            counters.add(DailyCount.Kind.VIEW, request.path)
        return response


def _is_view(request, response) -> bool:
    match = request.resolver_match
    return (
        request.method == "GET"
        and response.status_code in SEEN
        and match is not None
        and match.view_name in COUNTED
    )
