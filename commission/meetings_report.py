"""Meetings as officers keep them, drafts too, with what each still lacks; to read and to export."""

from typing import TYPE_CHECKING

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn

from common.lists import listed
from practices.models import Annex
from secretariat.reports import OfficersReport

from .models import Body, InterventionPage, MeetingLink, MeetingPage, Segment

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Of a meeting that lies ahead nobody expects a webcast.
LACKS = {
    "date": (_("the first day"), Q(date=None)),
    "programme": (_("a programme"), Q(has_programme=False)),
    "webcast": (_("a webcast"), Q(is_past=True, has_webcast=False)),
    "summary": (_("a summary"), Q(is_past=True, summary="")),
    "report": (_("the report"), Q(is_past=True, report=None)),
    "statements": (_("statements"), Q(is_past=True, statements=0)),
    "files": (_("files of statements"), Q(without_file__gt=0)),
}
TIMES = {"coming": _("Coming"), "past": _("Already held")}


def meetings() -> "QuerySet[MeetingPage]":
    """Each with `lacks_…` for what it may lack; statements that are drafts count as well."""
    here = OuterRef("pk")
    said = InterventionPage.objects.filter(meeting=here)
    files = Annex.objects.filter(page=OuterRef("pk"))
    webcasts = MeetingLink.objects.filter(page=here, kind=MeetingLink.Kind.WEBCAST)
    known = MeetingPage.objects.select_related("body").annotate(
        ends=Coalesce("last_day", "date"),
        has_programme=Exists(Segment.objects.filter(page=here)),
        has_webcast=Exists(webcasts),
        statements=_number(said),
        without_file=_number(said.filter(~Exists(files), source_url="")),
    )
    known = known.annotate(is_past=Q(ends__isnull=False, ends__lt=timezone.localdate()))
    return known.annotate(**{f"lacks_{key}": lack for key, (_label, lack) in LACKS.items()})


def _number(pages: "QuerySet[InterventionPage]") -> Coalesce:
    counted = pages.order_by().values("meeting").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _lacking(page: MeetingPage) -> str:
    return listed(label for key, (label, _lack) in LACKS.items() if getattr(page, f"lacks_{key}"))


class MeetingFilterSet(WagtailFilterSet):
    body = django_filters.ModelChoiceFilter(label=_("Body"), queryset=Body.objects.all())
    when = django_filters.ChoiceFilter(
        label=_("When"), choices=list(TIMES.items()), method="at_time"
    )
    year = django_filters.NumberFilter(label=_("Year"), field_name="date", lookup_expr="year")
    lacks = django_filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[(key, label) for key, (label, _lack) in LACKS.items()],
        method="lacking",
    )

    class Meta:
        model = MeetingPage
        fields: list[str] = []

    def at_time(self, pages, _name, time) -> "QuerySet[MeetingPage]":
        return pages.filter(is_past=time == "past")

    def lacking(self, pages, _name, key) -> "QuerySet[MeetingPage]":
        return pages.filter(**{f"lacks_{key}": True})


class MeetingsReport(OfficersReport):
    page_title = _("Meetings and what they lack")
    introduction = _("All meetings, drafts too: the calendar as the Secretariat keeps it.")
    header_icon = "calendar-alt"
    index_url_name = "meetings_report"
    index_results_url_name = "meetings_report_results"
    filterset_class = MeetingFilterSet
    default_ordering = "-date"
    columns = [
        TitleColumn("title", label=_("Meeting"), url_name="wagtailadmin_pages:edit"),
        Column("when", label=_("When"), sort_key="date"),
        Column("body", label=_("Body"), sort_key="body__label_en"),
        BooleanColumn("live", label=_("Public"), sort_key="live"),
        Column("statements", label=_("Statements"), sort_key="statements"),
        Column("lacking", label=_("What is missing"), accessor=_lacking),
    ]
    export_filename = "meetings"
    list_export = ["title", "first day", "last day", "body", "public", "statements", "missing"]

    def get_base_queryset(self) -> "QuerySet[MeetingPage]":
        return meetings()

    def export_row(self, item) -> list:
        body = item.body.code if item.body else ""
        days = [str(day or "") for day in (item.date, item.last_day)]
        return [item.title, *days, body, item.live, item.statements, _lacking(item)]
