"""Translations of a contribution, written and cleared by its State in the guided form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from common.own_transactions import opens_own_transactions
from practices.models import ContributionPage
from translations import drafts
from translations.machine_drafts import draft_by_machine
from translations.writing import Desk, act, download

from .access import own_page


@require_GET
@own_page
def overview(request: HttpRequest, page: ContributionPage) -> HttpResponse:
    """Each language, with what there is of it."""
    by_state = drafts.writes_for_state(request.user, page)
    rows = [
        {
            "code": code,
            "name": name,
            "draft": drafts.open_one(page, code, by_state),
            "public": drafts.public_one(page, code),
        }
        for code, name in drafts.languages_for(page)
    ]
    context = {"submission": drafts.original_of(page), "rows": rows}
    return render(request, "submission/translations.html", context)


@own_page
def translation(request: HttpRequest, page: ContributionPage, language: str) -> HttpResponse:
    filled = request.POST.get("do", "save") in ("save", "hand-in")
    data = request.POST if request.method == "POST" and filled else None
    desk = Desk(page, language, request.user, data)
    if request.method == "POST" and act(request, desk):
        return redirect("submission_translation", page.pk, language)
    return _shown(request, desk)


def _shown(request: HttpRequest, desk: Desk) -> HttpResponse:
    context = {"submission": desk.original, "desk": desk}
    return render(request, "submission/translation.html", context)


@require_POST
@own_page
@opens_own_transactions
def machine(request: HttpRequest, page: ContributionPage, language: str) -> HttpResponse:
    refused = draft_by_machine(request, page, language)
    if refused:
        return _shown(request, refused)
    return redirect("submission_translation", page.pk, language)


@require_GET
@own_page
def file(
    request: HttpRequest, page: ContributionPage, language: str, file_format: str
) -> HttpResponse:
    return download(Desk(page, language, request.user), file_format)
