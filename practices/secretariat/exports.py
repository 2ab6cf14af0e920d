"""Tables for spreadsheets, as CSV and XLSX; no cell is ever a formula."""

import csv

from django.http import Http404, HttpResponse
from openpyxl import Workbook

from practices.cells import safe

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(name, form, header, rows):
    """The table in the form the address asks for; 404 for one that does not exist."""
    if form not in FORMS:
        raise Http404
    return respond(name, form, header, rows)


def respond(name, form, header, rows):
    """The table as a download; `form` is csv or xlsx."""
    write, content_type = FORMS[form]
    response = HttpResponse(content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    write(response, [[safe(cell) for cell in row] for row in [header, *rows]])
    return response


def _write_csv(response, rows):
    response.write("\ufeff")  # tells Excel that this is UTF-8
    csv.writer(response).writerows(rows)


def _write_xlsx(response, rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(response)


FORMS = {"csv": (_write_csv, "text/csv; charset=utf-8"), "xlsx": (_write_xlsx, XLSX)}
