"""/search/export.csv?…: the whole result of a search as a file, written while it is sent."""

from django.http import (
    FileResponse,
    Http404,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from common.spreadsheets import write_ods, write_xlsx
from opendata.finding import find
from opendata.languages import speaking
from search.every import every_id

from .references import bibtex_parts, ris_parts
from .tables import csv_parts, jsonl_parts, workbook_file

WORKBOOKS = {
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": (write_ods, "application/vnd.oasis.opendocument.spreadsheet"),
}
PARTS = {
    "csv": (csv_parts, "text/csv; charset=utf-8"),
    "jsonl": (jsonl_parts, "application/x-ndjson"),
    "ris": (ris_parts, "application/x-research-info-systems; charset=utf-8"),
    "bib": (bibtex_parts, "application/x-bibtex; charset=utf-8"),
}
FORMS = ("csv", "xlsx", "ods", "jsonl", "ris", "bib")


@require_safe
def export(request, form) -> HttpResponseBase:
    if form not in FORMS:
        raise Http404
    with speaking(request):
        return _file(form, every_id(find(request.GET, page=1).query))


def _file(form, ids) -> HttpResponseBase:
    if form in WORKBOOKS:
        write, content_type = WORKBOOKS[form]
        response = FileResponse(workbook_file(ids, write), content_type=content_type)
    else:
        parts, content_type = PARTS[form]
        response = StreamingHttpResponse(parts(ids), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="practices.{form}"'
    response["X-Total-Count"] = str(len(ids))
    response["X-Robots-Tag"] = "noindex"
    return response
