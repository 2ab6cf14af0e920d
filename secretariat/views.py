"""The Secretariat's pages in the admin: queue, assignment, changes of an update."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.roles import officers_only
from audit import trail as audit
from common.spreadsheets import downloads
from common.text import bare
from practices import diff, permissions
from practices.models import ContributionPage
from review import queue
from review.clock import TARGET
from review.models import Assignment
from taxonomy import choices

FILTERS = ("state", "chapter", "reviewer")


def _filters(request) -> dict:
    return {name: bare(request.GET.get(name, "")[:20]) for name in FILTERS}


@officers_only
def queue_view(request) -> HttpResponse:
    chosen = _filters(request)
    found = queue.everything(**chosen)
    context = {
        "rows": [row for row in found if not row.clock.is_with_state],
        "with_state": [row for row in found if row.clock.is_with_state],
        "chosen": chosen,
        "target": TARGET,
        "officers": permissions.officers(),
        "states": choices.states(),
        "chapters": choices.chapters(),
    }
    return render(request, "secretariat/queue.html", context)


@officers_only
def export_queue(request, file_format) -> HttpResponse:
    header = ["title", "state", "step", "turn", "submitted"]
    header += ["working days", "late", "reviewer", "reference"]
    rows = [
        [
            row.page.draft_title,
            row.page.state.name_en if row.page.state else "",
            row.step,
            "State" if row.clock.is_with_state else "Secretariat",
            row.since.date().isoformat(),
            row.days,
            "yes" if row.is_late else "no",
            str(row.reviewer or ""),
            row.page.reference,
        ]
        for row in queue.everything(**_filters(request))
    ]
    return downloads.offer("queue", file_format, header, rows)


@require_POST
@officers_only
def assign(request, page_id) -> HttpResponse:
    page = get_object_or_404(ContributionPage, pk=page_id)
    before = Assignment.objects.filter(page=page).select_related("reviewer").first()
    if not request.POST.get("reviewer"):
        return _leave_to_all(request, page, before)
    reviewer = get_object_or_404(permissions.officers(), pk=_number(request.POST.get("reviewer")))
    Assignment.objects.update_or_create(page=page, defaults={"reviewer": reviewer})
    audit.record(
        "assigned",
        page,
        request.user,
        before={"reviewer": audit.name_of(before.reviewer)} if before else {},
        after={"reviewer": audit.name_of(reviewer)},
    )
    messages.success(request, _("%s looks after it now.") % audit.name_of(reviewer))
    return redirect("secretariat_queue")


def _leave_to_all(request, page, before) -> HttpResponse:
    """ "Not assigned": nobody is in charge, and mails go to all officers again."""
    if before is not None:
        before.delete()
        name = audit.name_of(before.reviewer)
        audit.record("assigned", page, request.user, before={"reviewer": name}, after={})
    messages.success(request, _("Nobody in particular looks after it now."))
    return redirect("secretariat_queue")


@officers_only
def changes(request, page_id) -> HttpResponse:
    """What an update would change in public, field by field."""
    page = get_object_or_404(ContributionPage, pk=page_id).specific
    context = {"subject": page, "changes": diff.against_public(page)}
    return render(request, "secretariat/changes.html", context)


def _number(text) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
