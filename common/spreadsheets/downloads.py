"""Tables for spreadsheets, as CSV and XLSX; no cell is ever a formula."""

import csv
from collections.abc import Callable, Iterable, Sequence

from django.http import Http404, HttpResponse

from common.spreadsheets import write_xlsx

from .cells import Value
from .formulas import safe

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(
    name: str, file_format: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> HttpResponse:
    """The table in the format that the URL names; 404 for one that does not exist."""
    if file_format not in FILE_FORMATS:
        raise Http404
    return respond(name, file_format, header, rows)


def respond(
    name: str, file_format: str, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> HttpResponse:
    """The table as a download; `file_format` is csv or xlsx."""
    write, content_type = FILE_FORMATS[file_format]
    response = HttpResponse(content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    write(response, header, rows)
    return response


def _write_csv(
    response: HttpResponse, header: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    response.write("\ufeff")  # tells Excel that this is UTF-8
    csv.writer(response).writerows([safe(cell) for cell in row] for row in [header, *rows])


Write = Callable[[HttpResponse, Sequence[str], Iterable[Sequence[Value]]], None]
FILE_FORMATS: dict[str, tuple[Write, str]] = {
    "csv": (_write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, XLSX),
}
