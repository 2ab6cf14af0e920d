"""/search/: the address is the state of the search; works without JavaScript."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from .engines import get_engine
from .forms import SearchForm
from .results import SearchResults
from .suggestions import things_to_try


def search(request):
    """A page of results, or 400 for a text too long, or 404 past the last page."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        error = " ".join(message for messages in form.errors.values() for message in messages)
        return _page(request, {"form": form, "error": error}, status=400)
    query = form.query
    results = SearchResults(query, get_engine().search(query))
    context = {"form": form, "results": results, "notices": form.notices}
    if not results.total:
        context["suggestions"] = things_to_try(query)
    return _page(request, context, status=200 if results.pages.exists else 404)


def _page(request, context, status):
    response = render(request, "search/search_page.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
