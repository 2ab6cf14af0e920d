"""Officers' pages of what States ask about statements."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import officers_only
from secretariat.home_panel import Figure

from . import requests
from .models import StatementRequest
from .request_forms import AnswerForm

ON_A_PAGE = 50


@officers_only
def overview(request: HttpRequest) -> HttpResponse:
    known = StatementRequest.objects.select_related("state", "asked_by", "decided_by", "page")
    decided = Paginator(known.exclude(outcome=""), ON_A_PAGE)
    context = {"open": known.open(), "decided": decided.get_page(request.GET.get("p"))}
    return render(request, "commission/admin/statement_requests.html", context)


@officers_only
def one(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = get_object_or_404(StatementRequest, pk=request_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, asked, form):
        return redirect("statement_requests")
    context = {"asked": asked, "form": form}
    return render(request, "commission/admin/statement_request.html", context)


def _answered(request: HttpRequest, asked: StatementRequest, form: AnswerForm) -> bool:
    values = form.cleaned_data
    try:
        requests.decide(asked, values["outcome"], values["answer"], request.user)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("Answered. The focal points of the State are informed by email."))
    return True


def figure() -> Iterator[Figure]:
    """For the first page of the admin, while something is asked."""
    number = StatementRequest.objects.open().count()
    if number:
        text = ngettext(
            "State asks about a statement", "requests of States about statements", number
        )
        yield Figure(number, text, reverse("statement_requests"), is_late=True)


ADMIN_URLS = [
    path("record/requests/", overview, name="statement_requests"),
    path("record/requests/<int:request_id>/", one, name="statement_request"),
]
