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
from search.kinds import Side, sides_of
from search.query import TYPE

from .references import bibtex_parts, ris_parts
from .rows import columns_of
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
NAMES = {(Side.SHARED,): "practices", (Side.RECORD,): "record"}
FILE_FORMATS = ("csv", "xlsx", "ods", "jsonl", "ris", "bib")


@require_safe
def export(request, file_format) -> HttpResponseBase:
    if file_format not in FILE_FORMATS:
        raise Http404
    with speaking(request):
        query = find(request.GET, page=1).query
        return _file(file_format, every_id(query), query.narrowed_by[TYPE])


def _file(file_format, ids, types) -> HttpResponseBase:
    columns = columns_of(types)
    if file_format in WORKBOOKS:
        write, content_type = WORKBOOKS[file_format]
        response = FileResponse(workbook_file(ids, write, columns), content_type=content_type)
    else:
        parts, content_type = PARTS[file_format]
        response = StreamingHttpResponse(parts(ids, columns), content_type=content_type)
    name = NAMES.get(sides_of(types), "results")
    response["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    response["X-Total-Count"] = str(len(ids))
    response["X-Robots-Tag"] = "noindex"
    return response
