"""Terms of the record in Wagtail's admin: what officers change there is proposed."""

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from secretariat.proposed_instead import ProposedViewSet
from taxonomy.languages import Language

from .models import Body, Organization, ReportedFigure, Workplan

LABELS = MultiFieldPanel(
    [FieldPanel(f"label_{code}") for code in Language.values],
    heading=gettext_lazy("Names"),
    help_text=gettext_lazy("The list of labels says where each of them comes from."),
)


def _panels(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name) for name in names]


class BodyViewSet(ProposedViewSet):
    model = Body
    icon = "group"
    list_display = ["label_en", "short_name", "is_subsidiary", "verified"]
    list_filter = ["is_subsidiary", "verified"]
    search_fields = ["label_en", "short_name", "code"]
    panels = [
        LABELS,
        *_panels("code", "short_name", "is_subsidiary", "order"),
        *_panels("founded_by", "membership", "rhythm", "source", "verified", "unconfirmed"),
    ]


class OrganizationViewSet(ProposedViewSet):
    model = Organization
    icon = "site"
    list_display = ["label_en", "acronym", "kind"]
    list_filter = ["kind"]
    search_fields = ["label_en", "acronym", "slug"]
    panels = [LABELS, *_panels("slug", "acronym", "kind")]


class WorkplanViewSet(ProposedViewSet):
    model = Workplan
    icon = "calendar-alt"
    list_display = ["label_en", "first_year", "last_year", "verified"]
    search_fields = ["label_en", "slug"]
    panels = [
        LABELS,
        *_panels("slug", "adopted", "precision", "first_year", "last_year"),
        *_panels("note", "source", "verified"),
    ]


class ReportedFigureViewSet(ProposedViewSet):
    model = ReportedFigure
    icon = "list-ol"
    list_display = ["__str__", "reported", "source", "verified"]


class RecordGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("The record")
    menu_icon = "history"
    menu_order = 290
    items = (BodyViewSet, OrganizationViewSet, WorkplanViewSet, ReportedFigureViewSet)
