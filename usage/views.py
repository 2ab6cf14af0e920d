from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.roles import officers_only
from search.models import Synonyms

from . import translation_queue
from .report import LEAST_TIMES, PERIODS, Report


@officers_only
def report(request) -> HttpResponse:
    """The use of the portal in the last days; a period that is not offered becomes a month."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, PERIODS) else 30
    context = {"report": Report(days), "periods": PERIODS, "least": LEAST_TIMES}
    context["synonyms_url"] = reverse(Synonyms.snippet_viewset.get_url_name("list"))
    return render(request, "usage/report.html", context)


@require_GET
@officers_only
def translate_next(request) -> HttpResponse:
    return render(request, "usage/translation_queue.html", {"rows": translation_queue.rows()})
