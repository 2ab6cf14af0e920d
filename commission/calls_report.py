"""Calls for contributions as officers keep them, drafts too, with the States that answered."""

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn

from common.lists import listed
from secretariat.reports import OfficersReport

from .answering import handed_in, states_of
from .models import CallAnswer, CallPage

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _names(call: CallPage) -> list[str]:
    """Of the States whose answers the Secretariat knows of."""
    return [str(state.name) for state in states_of(call.known_answers)]


class CallsReport(OfficersReport):
    page_title = _("Calls and who answered")
    introduction = _("An answer counts once the State has handed it in; drafts are the State's.")
    header_icon = "mail"
    index_url_name = "calls_report"
    index_results_url_name = "calls_report_results"
    default_ordering = "-deadline"
    columns = [
        TitleColumn("title", label=_("Call"), url_name="wagtailadmin_pages:edit"),
        Column(
            "deadline",
            label=_("Deadline"),
            accessor=lambda call: date_format(call.deadline, "DATE_FORMAT"),
            sort_key="deadline",
        ),
        Column("addressees", label=_("Addressed to"), accessor="get_addressees_display"),
        BooleanColumn("live", label=_("Public"), sort_key="live"),
        Column("number", label=_("Answers"), accessor=lambda call: len(call.known_answers)),
        Column("states", label=_("Member States"), accessor=lambda call: listed(_names(call))),
    ]
    export_filename = "calls"
    list_export = ["title", "deadline", "addressees", "public", "answers", "states"]

    def get_base_queryset(self) -> "QuerySet[CallPage]":
        answers = handed_in(CallAnswer.objects.select_related("page__state"))
        return CallPage.objects.prefetch_related(
            Prefetch("answers", answers, to_attr="known_answers")
        )

    def export_row(self, item) -> list:
        return [
            item.title,
            item.deadline.isoformat(),
            item.addressees,
            item.live,
            len(item.known_answers),
            "; ".join(_names(item)),
        ]
