"""Pages for officers: proposals that wait, and one proposal with its consequences."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from accounts.roles import officers_only
from common import asking
from practices.models import ContributionPage, is_worded
from review.models import Reclassification

from . import decisions
from .contributions import PurgeContribution, purge_payload, why_not_purge
from .kinds import KINDS, kind_of
from .models import Proposal
from .words import PageWords, words_payload

DECIDED_ON_A_PAGE = 50
ROWS_SHOWN = 500


@officers_only
def overview(request: HttpRequest) -> HttpResponse:
    proposals = Proposal.objects.select_related("proposed_by", "decided_by", "state")
    decided = proposals.exclude(decided_at__isnull=True).order_by("-decided_at")
    context = {
        "waiting": [(kind_of(row).label, row) for row in proposals.open()],
        "headings": Reclassification.objects.filter(
            applied_at__isnull=True, undone_at__isnull=True
        ),
        "decided": Paginator(decided, DECIDED_ON_A_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "approvals/proposals.html", context)


@officers_only
def preview(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """What would change, what follows from it, and the buttons to decide."""
    proposal = get_object_or_404(Proposal, pk=proposal_id)
    kind = kind_of(proposal)
    changes = list(kind.changes(proposal.payload))
    context = {
        "proposal": proposal,
        "kind": kind,
        "changes": changes[:ROWS_SHOWN],
        "more": max(0, len(changes) - ROWS_SHOWN),
        "consequences": list(kind.consequences(proposal.payload)),
        "why_not": decisions.why_not_apply(proposal, request.user) if proposal.is_open else "",
        "is_own": proposal.proposed_by_id == request.user.pk,
    }
    return render(request, "approvals/proposal.html", context)


@require_POST
@officers_only
def apply(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _decide(request, proposal_id, decisions.apply)


@require_POST
@officers_only
def refuse(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _decide(request, proposal_id, decisions.refuse)


def _decide(request, proposal_id, step) -> HttpResponse:
    proposal = get_object_or_404(Proposal, pk=proposal_id)
    try:
        proposal = step(proposal, request.user)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return redirect("proposal", proposal_id)
    messages.success(request, f"{proposal.get_outcome_display()}: {proposal.summary}")
    return redirect("proposals")


def propose_and_show(request: HttpRequest, key: str, payload: dict, back: str) -> HttpResponse:
    """Make a proposal out of what an officer has filled in; `back` is where a refusal leads."""
    try:
        proposal = decisions.propose(key, payload, request.user)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return redirect(back)
    return show_proposed(request, proposal)


def show_proposed(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    messages.success(request, _("Proposed. Another officer has to apply it."))
    return redirect("proposal", proposal.pk)


@officers_only
def propose_words(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if not is_worded(page):
        raise Http404
    back = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return ask_and_propose(request, PageWords.key, words_payload(page), back)


@officers_only
def propose_purge(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(ContributionPage, pk=page_id)
    back = reverse("audit_page_trail", args=[page.pk])
    if reason := why_not_purge(page):
        messages.error(request, reason)
        return redirect(back)
    return ask_and_propose(request, PurgeContribution.key, purge_payload(page), back)


def ask_and_propose(request: HttpRequest, key: str, payload: dict, back: str) -> HttpResponse:
    """A page that says what follows, and then the proposal; `back` as in propose_and_show()."""
    if asking.is_confirmed(request):
        return propose_and_show(request, key, payload, back)
    kind = KINDS[key]
    question = _("Propose: %s?") % kind.summary(payload)
    consequences = [
        _("Nothing changes until another officer applies it. Then:"),
        *kind.consequences(payload),
    ]
    return asking.ask(request, question, consequences, _("Propose"), back)
