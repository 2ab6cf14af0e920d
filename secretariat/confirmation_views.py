"""What States have not confirmed for a year, to read and to export."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from accounts.roles import officers_only
from common.spreadsheets import downloads
from review import confirmation

HEADER = ["title", "state", "unconfirmed since", "marked as stale", "address"]


@officers_only
def report(request) -> HttpResponse:
    pages = Paginator(confirmation.due().select_related("state"), 100)
    context = {"pages": pages.get_page(request.GET.get("p")), "total": pages.count}
    return render(request, "secretariat/confirmations.html", context)


@officers_only
def export(request, form) -> HttpResponse:
    rows = [
        [
            page.title,
            page.state.name_en if page.state else "",
            page.since.date().isoformat(),
            "yes" if confirmation.of(page).is_stale else "no",
            page.full_url or "",
        ]
        for page in confirmation.due().select_related("state", "confirmation").specific()
    ]
    return downloads.offer("confirmations", form, HEADER, rows)
