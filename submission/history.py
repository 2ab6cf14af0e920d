"""History of a contribution for its State: who did what, when, and what changed."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from audit.models import AuditEntry
from common.labels import field_label
from common.moments import in_utc
from practices.models import ContributionPage

from .access import own_page

PER_PAGE = 50
# The audit trail keeps its words in English; these are what a focal point reads.
WORDS = {
    "created": _("Draft created"),
    "copied": _("Copied"),
    "edited": _("Text changed"),
    "moved": _("Moved"),
    "cleared": _("Cleared by the State"),
    "clearance voided": _("Clearance ended, because the text was changed"),
    "submitted": _("Submitted"),
    "submitted again": _("Submitted again"),
    "assigned": _("Officer assigned"),
    "approved": _("Review step approved"),
    "changes requested": _("Changes requested"),
    "declined": _("Not accepted"),
    "review ended": _("Review ended"),
    "published": _("Published"),
    "withdrawn": _("Withdrawn from public view"),
    "confirmed": _("Confirmed as up to date"),
    "reverted": _("Earlier version restored"),
    "translation cleared": _("Translation cleared by the State"),
    "translation handed in": _("Translation by the Secretariat handed in"),
    "translation published": _("Translation published"),
    "translation sent back": _("Translation sent back"),
    "translation taken back": _("Translation taken back"),
    "translation withdrawn": _("Translation withdrawn"),
}


@dataclass(frozen=True)
class Event:
    when: datetime
    who: str
    what: str
    step: str
    comment: str
    fields: list[str]


@require_GET
@own_page
def history(request: HttpRequest, page: ContributionPage) -> HttpResponse:
    entries = AuditEntry.objects.of_page(page).filter(action__in=WORDS)
    shown = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    events = [_event(entry, page) for entry in shown]
    context = {"submission": page, "events": events, "shown": shown}
    return render(request, "submission/history.html", context)


def _event(entry: AuditEntry, page: ContributionPage) -> Event:
    edited = entry.action == "edited"
    return Event(
        when=entry.when,
        who=entry.actor_name,
        what=_what(entry, page),
        step=str(entry.after.get("step", "")),
        comment=str(entry.after.get("comment", "")),
        fields=[field_label(page, name) for name in entry.after] if edited else [],
    )


def _what(entry: AuditEntry, page: ContributionPage) -> str:
    embargo = page.embargo_until
    if entry.action == "published" and embargo and embargo > entry.when:
        return gettext("Approved; public from %s") % in_utc(embargo)
    return str(WORDS[entry.action])
