"""The trail for officers: of everything, and of one page; to read, to filter and to export."""

import json
from typing import TYPE_CHECKING

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from accounts.roles import looks_on
from audit.models import AuditEntry
from practices import own_drafts, permissions

from . import trail_words
from .reports import OfficersReport

if TYPE_CHECKING:
    from audit.models import AuditQuerySet


def _actions() -> list[tuple[str, str]]:
    names = AuditEntry.objects.order_by("action").values_list("action", flat=True).distinct()
    return [(name, trail_words.action(name)) for name in names]


class TrailFilterSet(WagtailFilterSet):
    when = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    action = django_filters.ChoiceFilter(label=_("What"), choices=_actions)
    actor_name = django_filters.CharFilter(label=_("Who"), lookup_expr="icontains")
    page_title = django_filters.CharFilter(label=_("Page"), lookup_expr="icontains")

    class Meta:
        model = AuditEntry
        fields: list[str] = []


class PageColumn(TitleColumn):
    empty_value_display = ""

    def get_link_url(self, instance, parent_context) -> str | None:
        page_id = instance.page_id
        return reverse("audit_page_trail", args=[page_id]) if page_id else None


class ChangeColumn(Column):
    """One side of an entry, field by field."""

    cell_template_name = "secretariat/trail_cell.html"


class TrailReport(OfficersReport):
    """Of one page if the address names one, as a path or as `?page=`."""

    page_title = _("Audit trail")
    header_icon = "history"
    filterset_class = TrailFilterSet
    default_ordering = "-number"
    paginate_by = 100
    columns = [
        Column("number", label=_("Number"), sort_key="number"),
        Column(
            "when", label=_("When (UTC)"), accessor=lambda entry: f"{entry.when:%Y-%m-%d %H:%M:%S}"
        ),
        Column("actor_name", label=_("Who")),
        Column("action", label=_("What"), accessor=lambda entry: trail_words.action(entry.action)),
        PageColumn("page_title", label=_("Page")),
        ChangeColumn("before", label=_("Before")),
        ChangeColumn("after", label=_("After")),
    ]
    export_filename = "trail"
    list_export = ["number", "when", "who", "what", "page", "title", "before", "after", "hash"]

    def dispatch(self, request, *args, page_id: int | None = None, **kwargs) -> HttpResponse:
        self.subject = self._subject(page_id)
        subject, user = self.subject, request.user
        if not (permissions.may_see_trail(user, subject) if subject else looks_on(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _subject(self, page_id: int | None) -> Page | None:
        if page_id is not None:
            return get_object_or_404(Page, pk=page_id)
        named = self.request.GET.get("page", "")
        is_number = named.isdecimal() and len(named) < 10
        return Page.objects.filter(pk=named).first() if is_number else None

    def get_base_queryset(self) -> "AuditQuerySet":
        entries = own_drafts.trail(self.request.user)
        return entries.of_page(self.subject) if self.subject else entries

    def get_ordering(self) -> str:
        return "number" if self.is_export else super().get_ordering()

    def get_page_subtitle(self) -> str:
        return self.subject.get_admin_display_title() if self.subject else ""

    def get_index_url(self) -> str:
        if self.subject:
            return reverse("audit_page_trail", args=[self.subject.pk])
        return reverse("audit_trail")

    def get_index_results_url(self) -> str:
        return f"{self.get_index_url()}results/"

    def export_row(self, item) -> list:
        return [
            item.number,
            item.when.isoformat(),
            item.actor_name,
            item.action,
            item.page_id,
            item.page_title,
            json.dumps(item.before, ensure_ascii=False),
            json.dumps(item.after, ensure_ascii=False),
            item.hash,
        ]
