"""The page of the results of an assessment, and its files; nothing of them is kept anywhere."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from common.spreadsheets.downloads import XLSX
from packs import word
from workshops import answers
from workshops.answers import IN_ORDER, status_label
from workshops.entry.seats import Seat, in_room
from workshops.items import Item
from workshops.models import Assessment, Group
from workshops.sheets import assessment_of, items_for

from . import chart, report, words, workbook
from .comparison import Comparison, Move, comparison, last_before
from .links import links
from .reading import Results, read

Write = Callable[[dict], bytes]
FILE_FORMATS: dict[str, tuple[Write, str]] = {
    "docx": (word.write, word.MEDIA_TYPE),
    "xlsx": (workbook.write, XLSX),
}


class Found(NamedTuple):
    assessment: Assessment
    items: list[Item]
    group: Group | None
    results: Results
    compared: Comparison | None


@require_safe
@in_room
def results(request: HttpRequest, seat: Seat, assessment_id: int, sheet: str) -> HttpResponse:
    found = _find(seat, assessment_id, sheet)
    context = {
        "seat": seat,
        "assessment": found.assessment,
        "results": found.results,
        "bars": [(row, chart.bar(row.by_status)) for row in found.results.chapters],
        "whole": chart.bar(found.results.by_status),
        "legend": chart.legend(),
        "statuses": [status_label(status) for status in IN_ORDER],
        "compared": found.compared,
        **_listed(found, links(seat, found.assessment, found.items)),
        "moves": Move.labels,
        "words": words,
    }
    return render(request, "workshops/results/page.html", context)


def _listed(found: Found, to_items: dict[str, SafeString]) -> dict[str, list]:
    """The rows of each table with the link to their item."""
    lists: dict[str, list] = {
        "priorities": found.results.priorities,
        "assistance": found.results.assistance,
        "plan": found.results.plan,
        "changed": found.compared.changed if found.compared else [],
    }
    return {name: [(row, to_items[row.item.key]) for row in rows] for name, rows in lists.items()}


@require_safe
@in_room
def file(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, file_format: str
) -> HttpResponse:
    if file_format not in FILE_FORMATS:
        raise Http404
    found = _find(seat, assessment_id, sheet)
    group = found.group.data["name"] if found.group else ""
    write, media_type = FILE_FORMATS[file_format]
    made = write(report.document(found.assessment, group, found.results, found.compared))
    response = HttpResponse(made, content_type=media_type)
    name = f"results-{found.assessment.begun_on}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _find(seat: Seat, assessment_id: int, sheet: str) -> Found:
    group, found = seat.group_of_sheet(sheet), assessment_of(seat, assessment_id)
    listed = items_for(seat, found)
    earlier = last_before(seat, found)
    sheets = answers.sheets_by_assessment([found, *([earlier] if earlier else [])], group)
    now = sheets[found.pk]
    compared = comparison(earlier, listed, sheets[earlier.pk], now) if earlier else None
    return Found(found, listed, group, read(listed, now), compared)
