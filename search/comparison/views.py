"""/compare/: up to four contributions side by side; works without JavaScript and cookies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.forms import SearchForm
from translations.lists import in_interface_language

from . import offers
from .choice import Choice
from .rows import rows


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison, and what could be added to it; 200 whatever is asked."""
    choice = Choice(request.GET)
    form = SearchForm(request.GET)
    context: dict[str, Any] = {"choice": choice, "form": form, "rows": rows(choice.pages)}
    texts = in_interface_language(choice.ids)
    context["columns"] = [
        (page, texts.get(page.pk, page), choice.url_without(page.pk)) for page in choice.pages
    ]
    if form.query.text:
        context |= {"asked": form.query.text, "offers": offers.found(form.query, choice)}
    elif not choice.is_full:
        context["offers"] = offers.alike(choice)
    return render(request, "search/comparison/comparison_page.html", context)
