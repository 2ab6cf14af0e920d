from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.roles import officers_only
from search.models import Synonyms

from .report import LEAST_TIMES, PERIODS, Report


@officers_only
def report(request) -> HttpResponse:
    """The use of the portal in the last days; a period that is not offered becomes a month."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, PERIODS) else 30
    context = {"report": Report(days), "periods": PERIODS, "least": LEAST_TIMES}
    context["synonyms_url"] = reverse(Synonyms.snippet_viewset.get_url_name("list"))
    return render(request, "usage/report.html", context)
