"""Officers' pages that propose to publish or to withdraw entries of the record."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import officers_only
from approvals.views import ask_and_propose, propose_and_show
from common.forms import CharField

from .models import MeetingPage, RecordPage
from .publishing import PublishRecord, publish_payload, why_not
from .withdrawing import WithdrawRecord, withdraw_payload

if TYPE_CHECKING:
    from practices.querysets import ContributionQuerySet

SHOWN = 20


def edit_address(page: RecordPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@officers_only
def propose(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(RecordPage, pk=page_id)
    return ask_and_propose(request, PublishRecord.key, publish_payload([page]), edit_address(page))


@officers_only
def propose_all(request: HttpRequest, page_id: int) -> HttpResponse:
    """A meeting with those drafts below it that are ready; the others are named."""
    meeting = get_object_or_404(MeetingPage, pk=page_id)
    pages, left = _ready(meeting)
    for page, reasons in left[:SHOWN]:
        messages.warning(request, _("Not proposed: “%s”.") % page.draft_title + " " + reasons)
    if not pages:
        return redirect(edit_address(meeting))
    return ask_and_propose(
        request, PublishRecord.key, publish_payload(pages), edit_address(meeting)
    )


def _ready(meeting: MeetingPage) -> tuple[list[RecordPage], list[tuple[RecordPage, str]]]:
    """(what can be made public, what cannot with the reasons)"""
    drafts = [] if meeting.live and not meeting.has_unpublished_changes else [meeting]
    ready, left, among = [], [], set()
    for page in [*drafts, *drafts_below(meeting).specific()]:
        reasons = " ".join(why_not(page.get_latest_revision_as_object(), among))
        if reasons:
            left.append((page, reasons))
        else:
            ready.append(page)
            among.add(page.pk)
    return ready, left


def drafts_below(meeting: MeetingPage) -> "ContributionQuerySet":
    """What was withdrawn is proposed one by one."""
    pages = RecordPage.objects.child_of(meeting).filter(has_unpublished_changes=True)
    return pages.exclude(live=False, first_published_at__isnull=False).order_by("path")


class WithdrawalForm(forms.Form):
    reason = CharField(
        max_length=200,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Such as who asked for it, and by which letter. Officers read it."),
    )


@officers_only
def propose_withdrawal(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(RecordPage, pk=page_id)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        payload = withdraw_payload(page, form.cleaned_data["reason"])
        return propose_and_show(request, WithdrawRecord.key, payload, edit_address(page))
    kind = WithdrawRecord()
    consequences = kind.consequences(withdraw_payload(page, ""))
    context = {"form": form, "entry": page, "consequences": consequences}
    return render(request, "commission/admin/withdraw.html", context)


ADMIN_URLS = [
    path("record/<int:page_id>/propose/", propose, name="propose_record"),
    path("record/<int:page_id>/propose-all/", propose_all, name="propose_record_all"),
    path("record/<int:page_id>/withdraw/", propose_withdrawal, name="propose_record_withdrawal"),
]
