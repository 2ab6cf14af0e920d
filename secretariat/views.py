"""The Secretariat's pages in the admin: queue, assignment, coverage, trail."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from accounts.roles import officers_only
from audit import trail as audit
from common.spreadsheets import downloads
from common.text import bare
from practices import diff, own_drafts, permissions
from practices.models import ContributionPage
from review import queue
from review.clock import TARGET
from review.models import Assignment
from taxonomy.models import Chapter, MemberState

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
        "states": MemberState.objects.all(),
        "chapters": Chapter.objects.all(),
        "never_shared": queue.never_shared(),
    }
    return render(request, "secretariat/queue.html", context)


@officers_only
def export_queue(request, form) -> HttpResponse:
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
    return downloads.offer("queue", form, header, rows)


@officers_only
def export_never_shared(request, form) -> HttpResponse:
    rows = [(state.code, state.name_en, state.group) for state in queue.never_shared()]
    return downloads.offer("never-shared", form, ["code", "name", "UN regional group"], rows)


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


def page_trail(request, page_id) -> HttpResponse:
    """What happened to one page; for the Secretariat and the State."""
    page = get_object_or_404(Page, pk=page_id)
    if not permissions.may_see_trail(request.user, page):
        raise PermissionDenied
    entries = own_drafts.trail(request.user).filter(page_id=page.pk)
    context = {"entries": _page_of(request, entries), "subject": page, "query": f"page={page_id}"}
    return render(request, "secretariat/trail.html", context)


@officers_only
def trail(request) -> HttpResponse:
    context = {"entries": _page_of(request, own_drafts.trail(request.user))}
    return render(request, "secretariat/trail.html", context)


def export_trail(request, form) -> HttpResponse:
    """The trail of one page, or, for officers, the whole."""
    page = Page.objects.filter(pk=_number(request.GET.get("page"))).first()
    if not _may_export(request.user, page):
        raise PermissionDenied
    entries = own_drafts.trail(request.user)
    entries = entries.filter(page_id=page.pk) if page else entries
    header = ["number", "when", "who", "what", "page", "title", "before", "after", "hash"]
    rows = [_entry_row(entry) for entry in entries.order_by("number").iterator()]
    return downloads.offer("trail", form, header, rows)


def _entry_row(entry) -> list:
    return [
        entry.number,
        entry.when.isoformat(),
        entry.actor_name,
        entry.action,
        entry.page_id,
        entry.page_title,
        json.dumps(entry.before, ensure_ascii=False),
        json.dumps(entry.after, ensure_ascii=False),
        entry.hash,
    ]


def _may_export(user, page) -> bool:
    if page is None:
        return permissions.may_look(user)
    return permissions.may_see_trail(user, page)


def _number(text) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _page_of(request, entries) -> Page:
    return Paginator(entries, 100).get_page(request.GET.get("p"))
