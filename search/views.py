"""/search/: the address is the state of the search; works without JavaScript."""

from collections.abc import Iterator
from typing import Any

from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.text import bare

from . import rescue, states_asked
from .engines import get_engine
from .engines.base import RawResults
from .forms import TEXT_MAX_LENGTH, SearchForm
from .results import SearchResults
from .suggest import suggestions
from .ways_out import things_to_try

searched = Signal()  # a visitor's search was answered; with `request`, `query`, `total`


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A page of results, or 404 past the last page."""
    form = SearchForm(request.GET)
    query, raw, notice = rescue.search(get_engine(), form.query)
    about_states = states_asked.notices(form.query)
    # Robust: whoever listens, a visitor gets the results.
    searched.send_robust(search, request=request, query=form.query, total=raw.total)
    results = SearchResults(query, raw)
    notices = [*form.notices, *about_states, *_said(raw, notice)]
    context: dict[str, Any] = {"form": form, "results": results, "notices": notices}
    if not results.total:
        context["suggestions"] = things_to_try(get_engine(), query)
    return _page(request, context, status=200 if results.pages.exists else 404)


def _said(raw: RawResults, notice: str) -> Iterator[str]:
    if raw.degraded:
        yield _(
            "The search engine is not available at the moment. Results come from a simpler search "
            "and may be ordered differently."
        )
    if notice:
        yield notice


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, "search/search_page.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """/search/suggest?q=…: <option> elements for the search box, or JSON for programs."""
    text = bare(request.GET.get("q", ""))[:TEXT_MAX_LENGTH]
    found = suggestions(get_engine(), text)
    if request.headers.get("HX-Request"):
        return render(request, "search/suggestions.html", {"suggestions": found})
    return JsonResponse({"suggestions": found})
