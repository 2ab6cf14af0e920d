"""/search/: the address is the state of the search; works without JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commission.symbol_links import documents_named
from common.text import bare

from . import meant, rescue, states_asked, ways_out
from .engines import get_engine
from .engines.base import RawResults
from .engines.together import Together
from .forms import TEXT_MAX_LENGTH, SearchForm
from .kinds import BY_KEY
from .query import SHARED, TYPE
from .results import SearchResults
from .suggest import suggestions


@dataclass(frozen=True)
class Searched:
    """What was asked and how much was found, for those who count searches."""

    text: str
    params: list[tuple[str, str]]
    page: int
    total: int


class SearchResponse(HttpResponse):
    """A page of results; it may be kept and given to the next visitor who asks the same."""

    searched: Searched


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A page of results, or 404 past the last page."""
    form = SearchForm(request.GET)
    engine = Together(get_engine(), ways_out.queries)
    query, raw, notice = rescue.search(engine, form.query)
    about_states = states_asked.notices(form.query)
    results = SearchResults(query, raw)
    notices = [*form.notices, *about_states, *_said(raw, notice), *meant.notices(query, raw)]
    context: dict[str, Any] = {"results": results, "notices": notices}
    context |= {"q": form["q"].value() or "", "params": request.GET.urlencode()}
    context["documents"] = documents_named(form.query.text)
    if not results.total:
        context["suggestions"] = ways_out.things_to_try(engine, query)
    html = render_to_string("search/search_page.html", context, request)
    response = SearchResponse(html, status=200 if results.pages.exists else 404)
    asked = form.query
    response.searched = Searched(asked.text, asked.to_params(), asked.page, raw.total)
    patch_vary_headers(response, ["HX-Request"])
    if raw.degraded:  # the next visitor may be answered by the engine again
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _said(raw: RawResults, notice: str) -> Iterator[str]:
    if raw.degraded:
        yield _(
            "The search engine is not available at the moment. Results come from a simpler search "
            "and may be ordered differently."
        )
    if notice:
        yield notice


@require_safe
@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """/search/suggest?q=…: <option> elements for the search box, or JSON for programs."""
    text = bare(request.GET.get("q", ""))[:TEXT_MAX_LENGTH]
    types = tuple(key for key in BY_KEY if key in request.GET.getlist(TYPE))
    found = suggestions(get_engine(), text, types or SHARED)
    if request.headers.get("HX-Request"):
        return render(request, "search/suggestions.html", {"suggestions": found})
    return JsonResponse({"suggestions": found})
