"""Statements recorded under a State's name, for its focal points: what they ask, and the answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from submission.access import contributors_only

from . import requests
from .models import InterventionPage, StatementRequest
from .request_forms import AskForm

ON_A_PAGE = 50


@contributors_only
def statements(request: HttpRequest) -> HttpResponse:
    pages = Paginator(requests.statements_of(request.user), ON_A_PAGE)
    context = {
        "pages": pages.get_page(request.GET.get("p")),
        "requests": requests.requests_of(request.user)[:ON_A_PAGE],
    }
    return render(request, "commission/statements.html", context)


@contributors_only
def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(requests.statements_of(request.user), pk=page_id)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(request, page, form):
        return redirect("statements_of_state")
    context = {"statement": page, "form": form, "open": page.requests.open().first()}
    return render(request, "commission/ask_about_statement.html", context)


def _asked(request: HttpRequest, page: InterventionPage, form: AskForm) -> bool:
    try:
        requests.ask(page, form.cleaned_data["kind"], form.cleaned_data["reason"], request.user)
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The Secretariat has been asked. You will be informed by email."))
    return True


@require_POST
@contributors_only
def take_back(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = get_object_or_404(requests.requests_of(request.user), pk=request_id)
    try:
        requests.decide(asked, StatementRequest.Outcome.TAKEN_BACK, "", request.user)
    except PermissionDenied as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back."))
    return redirect("statements_of_state")
