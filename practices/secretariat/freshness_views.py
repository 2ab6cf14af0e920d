"""What States have not confirmed for a year, to read and to export."""

from django.core.paginator import Paginator
from django.shortcuts import render

from practices import freshness

from . import exports
from .access import officers_only

HEADER = ["title", "state", "unconfirmed since", "marked as stale", "address"]


@officers_only
def report(request):
    pages = Paginator(freshness.due().select_related("state"), 100)
    context = {"pages": pages.get_page(request.GET.get("p")), "total": pages.count}
    return render(request, "practices/admin/freshness.html", context)


@officers_only
def export(request, form):
    rows = [
        [
            page.title,
            page.state.name_en if page.state else "",
            page.since.date().isoformat(),
            "yes" if page.freshness.is_stale else "no",
            page.full_url or "",
        ]
        for page in freshness.due().select_related("state", "confirmation").specific()
    ]
    return exports.offer("freshness", form, HEADER, rows)
