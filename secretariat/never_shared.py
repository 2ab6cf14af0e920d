"""States of which nothing has ever been public, to read and to export."""

from typing import TYPE_CHECKING

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from review import queue
from taxonomy.models import MemberState, Region

from .reports import OfficersReport

if TYPE_CHECKING:
    from django.db.models import QuerySet


class NeverSharedFilterSet(WagtailFilterSet):
    group = django_filters.ModelChoiceFilter(
        label=_("UN regional group"),
        queryset=Region.objects.filter(scheme=Region.Scheme.UN_GROUP),
        method="of_group",
    )

    class Meta:
        model = MemberState
        fields: list[str] = []

    def of_group(self, states, _name, group) -> "QuerySet[MemberState]":
        members = group.memberships.filter(counts_in_totals=True).values("state_id")
        return states.filter(pk__in=members)


class NeverSharedReport(OfficersReport):
    page_title = _("States that have never shared")
    header_icon = "globe"
    index_url_name = "secretariat_never_shared"
    index_results_url_name = "secretariat_never_shared_results"
    filterset_class = NeverSharedFilterSet
    default_ordering = "name_en"
    paginate_by = 200  # all of them on one page
    columns = [
        Column("name", label=_("Member State"), sort_key="name_en"),
        Column("group", label=_("UN regional group"), sort_key="group"),
    ]
    export_filename = "never-shared"
    list_export = ["code", "name", "UN regional group"]

    def get_base_queryset(self) -> "QuerySet[MemberState]":
        return queue.never_shared()

    def export_row(self, item) -> list:
        return [item.code, item.name_en, item.group]
