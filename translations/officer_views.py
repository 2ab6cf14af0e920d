"""Pages for officers: translations that wait, one to read and decide on, one to write."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.roles import OfficersRequest, officers_only
from common.own_transactions import opens_own_transactions
from practices.models import ContributionPage
from taxonomy.languages import Language

from . import drafts, steps
from .editing import by_label
from .machine_drafts import draft_by_machine
from .models import Translation
from .writing import Desk, act, download

ROWS = 50


@require_GET
@officers_only
def overview(request: OfficersRequest) -> HttpResponse:
    readable = _readable().select_related("page", "page__state").order_by("-updated_at")
    asked = request.GET.get("q", "").strip()
    context = {
        "waiting": readable.filter(step=Translation.Step.WAITING),
        "drafts": readable.filter(step=Translation.Step.DRAFT)[:ROWS],
        "outdated": readable.public().filter(outdated_since__isnull=False)[:ROWS],
        "q": asked,
        "found": _found(asked) if asked else None,
        "languages": Language.choices,
    }
    return render(request, "translations/overview.html", context)


def _readable() -> QuerySet[Translation]:
    """A State's own draft is the State's alone; so is all of a text that is not public."""
    of_states = Translation.objects.filter(by_state=True).exclude(step=Translation.Step.DRAFT)
    return (of_states | Translation.objects.of_secretariat()).filter(page__live=True)


def _found(asked: str) -> QuerySet[ContributionPage]:
    """Public contributions by reference or words of the title."""
    pages = ContributionPage.objects.live().select_related("state").order_by("title")
    number = asked.upper().removeprefix("GPP-")
    if number.isdecimal() and len(number) < 18:
        return pages.filter(pk=int(number))
    return pages.filter(title__icontains=asked)[:ROWS]


@officers_only
def translation(request: OfficersRequest, translation_id: int) -> HttpResponse:
    """The original and its translation side by side, with the decision."""
    found = get_object_or_404(_readable().select_related("page"), pk=translation_id)
    if request.method == "POST":
        return _decide(request, found)
    page = drafts.original_of(found.page)
    passages = drafts.passages_for(found.page, found)
    context = {
        "translation": found,
        "original": page,
        "groups": by_label(page, passages, lambda _passage: None),
        "is_waiting": found.step == Translation.Step.WAITING,
        "why_not": steps.why_not_approve(found, request.user),
        "public": drafts.public_one(found.page, found.language),
    }
    return render(request, "translations/translation.html", context)


def _decide(request: OfficersRequest, found: Translation) -> HttpResponse:
    action = request.POST.get("do")
    try:
        if action == "approve":
            steps.approve(found, request.user)
            messages.success(request, _("Approved. The translation is public now."))
        elif action == "send-back":
            steps.send_back(found, request.user, request.POST.get("remark", ""))
            messages.success(request, _("Sent back, with your remark."))
            return redirect("translations")
        elif action == "withdraw":
            steps.withdraw(found, request.user)
            messages.success(request, _("Withdrawn. This translation is no longer public."))
    except PermissionDenied as error:
        messages.error(request, str(error))
    return redirect("translation", found.pk)


@officers_only
def write(request: OfficersRequest, page_id: int, language: str) -> HttpResponse:
    desk = _desk(request, page_id, language)
    if request.method == "POST" and act(request, desk):
        return redirect("translation_write", page_id, language)
    return render(request, "translations/write.html", {"desk": desk})


@require_POST
@officers_only
@opens_own_transactions
def machine(request: OfficersRequest, page_id: int, language: str) -> HttpResponse:
    desk = _desk(request, page_id, language)
    refused = draft_by_machine(request, desk.page, language)
    if refused:
        return render(request, "translations/write.html", {"desk": refused})
    return redirect("translation_write", page_id, language)


@require_GET
@officers_only
def file(request: OfficersRequest, page_id: int, language: str, file_format: str) -> HttpResponse:
    return download(_desk(request, page_id, language), file_format)


def _desk(request: HttpRequest, page_id: int, language: str) -> Desk:
    """Officers translate what is public; drafts are the State's."""
    page = get_object_or_404(ContributionPage.objects.live(), pk=page_id)
    if drafts.writes_for_state(request.user, page):
        raise Http404  # in the guided form
    return Desk(page, language, request.user, request.POST if _fills_form(request) else None)


def _fills_form(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("do", "save") in ("save", "hand-in")
