"""Lists of officers as reports of Wagtail: filters, order, pages and exports are Wagtail's."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from wagtail.admin.views.reports import ReportView

from common.spreadsheets import downloads
from common.spreadsheets.cells import Value


class OfficersReport(ReportView):
    """The columns of the export are named for programs, and stay when those on screen change.

    `file_format` in an address (queue.csv) exports as `?export=csv` does.
    """

    introduction = ""
    template_name = "secretariat/report.html"
    results_template_name = "secretariat/report_results.html"

    def setup(self, request, *args, file_format: str = "", **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.export_format = file_format or request.GET.get("export", "")
        if file_format and file_format not in self.FORMATS:
            raise Http404
        self.is_export = bool(self.list_export) and self.export_format in self.FORMATS

    def get_introduction(self) -> str:
        return self.introduction

    def export_row(self, item) -> Sequence[Value]:
        """What stands under the headings of `list_export`."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs) -> HttpResponse:
        if self.is_export:  # Wagtail would first hold all rows in memory, to count them
            return self.as_spreadsheet(self.get_filtered_queryset(), self.export_format)
        return super().get(request, *args, **kwargs)

    def as_spreadsheet(self, queryset, spreadsheet_format) -> HttpResponse:
        """By our own writers: Wagtail's cuts long texts, and fails at signs that XML lacks."""
        rows = (self.export_row(item) for item in queryset.iterator(chunk_size=1000))
        return downloads.respond(self.export_filename, spreadsheet_format, self.list_export, rows)

    def get_context_data(self, *args, **kwargs) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"introduction": self.get_introduction()}
