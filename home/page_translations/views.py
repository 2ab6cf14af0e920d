"""Pages for officers: the matrix, and the form for one page and language."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.roles import officers_only
from approvals import decisions
from approvals.kinds import ProposalError
from approvals.views import ask_and_propose, show_proposed
from practices.models import Worded, is_worded
from practices.querysets import published
from taxonomy.languages import direction

from . import matrix
from .form import TranslationForm
from .kinds import (
    TranslatePage,
    WithdrawPageTranslation,
    open_proposal,
    translation_payload,
    withdrawal_payload,
)
from .models import TRANSLATED, PageTranslation
from .words import english_of


@officers_only
def overview(request: HttpRequest) -> HttpResponse:
    table = matrix.rows()
    context = {"rows": table, "totals": matrix.totals(table)}
    return render(request, "home/page_translations/matrix.html", context)


@officers_only
def write(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    page = _page(page_id, language)
    stored = PageTranslation.objects.filter(page=page, language=language).first()
    form = TranslationForm(page, language, stored, request.POST or None)
    if request.method == "POST" and form.is_valid():
        payload = translation_payload(page, language, form.cleaned_data)
        try:
            return show_proposed(
                request, decisions.propose(TranslatePage.key, payload, request.user)
            )
        except ProposalError as error:  # with what was typed
            form.add_error(None, str(error))
    context = {
        "page": page,
        "form": form,
        "language": language,
        "language_name": dict(TRANSLATED)[language],
        "direction": direction(language),
        "stored": stored,
        "waiting": open_proposal(page, language),
    }
    return render(request, "home/page_translations/write.html", context)


@officers_only
def withdraw(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    payload = withdrawal_payload(_page(page_id, language), language)
    back = reverse("page_translation", args=[page_id, language])
    if not payload["before"]:
        messages.error(request, _("There is no public translation."))
        return redirect(back)
    return ask_and_propose(request, WithdrawPageTranslation.key, payload, back)


def _page(page_id: int, language: str) -> Worded:
    page = get_object_or_404(published(Page.objects.all()), pk=page_id).specific
    if language not in dict(TRANSLATED) or not is_worded(page) or not english_of(page):
        raise Http404
    return page


ADMIN_URLS = [
    path("secretariat/page-translations/", overview, name="page_translations"),
    path(
        "secretariat/page-translations/<int:page_id>/<slug:language>/",
        write,
        name="page_translation",
    ),
    path(
        "secretariat/page-translations/<int:page_id>/<slug:language>/withdraw/",
        withdraw,
        name="withdraw_page_translation",
    ),
]
