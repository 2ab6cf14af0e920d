"""What States have not confirmed for a year, to read and to export."""

from typing import TYPE_CHECKING

import django_filters
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusFlagColumn, TitleColumn
from wagtail.admin.widgets import BooleanRadioSelect

from practices.models import ContributionPage
from review import confirmation
from taxonomy.models import MemberState

from .reports import OfficersReport

if TYPE_CHECKING:
    from practices.querysets import ContributionQuerySet


class ConfirmationFilterSet(WagtailFilterSet):
    state = django_filters.ModelChoiceFilter(
        label=_("Member State"), queryset=MemberState.objects.all()
    )
    is_stale = django_filters.BooleanFilter(label=_("marked"), widget=BooleanRadioSelect)

    class Meta:
        model = ContributionPage
        fields: list[str] = []


def _since(page: ContributionPage) -> str:
    return date_format(page.since, "DATE_FORMAT")


class ConfirmationReport(OfficersReport):
    page_title = _("Confirmations")
    header_icon = "date"
    index_url_name = "secretariat_confirmations"
    index_results_url_name = "secretariat_confirmations_results"
    filterset_class = ConfirmationFilterSet
    columns = [
        TitleColumn("title", label=_("Contribution"), url_name="wagtailadmin_pages:edit"),
        Column("state", label=_("Member State"), accessor="state.name", sort_key="state__name_en"),
        Column("since", label=_("Not confirmed since"), accessor=_since, sort_key="since"),
        StatusFlagColumn("is_stale", label=_("Public page"), true_label=_("marked")),
    ]
    export_filename = "confirmations"
    list_export = ["title", "state", "unconfirmed since", "marked as stale", "address"]

    def get_base_queryset(self) -> "ContributionQuerySet":
        return confirmation.due().select_related("state")

    def get_introduction(self) -> str:
        number = confirmation.due().count()
        waiting = ngettext(
            "%(number)d public contribution has not been confirmed for a year.",
            "%(number)d public contributions have not been confirmed for a year.",
            number,
        )
        then = _(
            "Their States are reminded once a month; after fourteen months the public page says so."
        )
        return f"{waiting % {'number': number}} {then}"

    def as_spreadsheet(self, queryset, spreadsheet_format) -> HttpResponse:
        return super().as_spreadsheet(queryset.specific(), spreadsheet_format)

    def export_row(self, item) -> list:
        return [
            item.title,
            item.state.name_en if item.state else "",
            item.since.date().isoformat(),
            "yes" if item.is_stale else "no",
            item.full_url or "",
        ]
