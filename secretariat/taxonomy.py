"""The taxonomy in Wagtail's admin, for the Secretariat."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSetGroup

from accounts.roles import officers_only
from approvals.recommendations import ImportRecommendations
from approvals.views import propose_and_show
from taxonomy.languages import Language
from taxonomy.models import (
    Challenge,
    Chapter,
    MemberState,
    Recommendation,
    TargetGroup,
    WorkplanItem,
)
from taxonomy.official_list import RecommendationListForm

from .concepts import ConceptLabelViewSet, ConceptViewSet
from .labels import TermLabelViewSet
from .proposed_instead import ProposedChangeOfState, ProposedState, ProposedViewSet

LABELS = [f"label_{code}" for code in Language.values]
READ_ONLY = [*LABELS, "key", "chapter", "verified", "verified_by", "source", "text_version"]


class RecommendationIndexView(IndexView):
    def get_header_buttons(self) -> list:
        url = reverse("recommendation_import")
        button = HeaderButton(_("Import the official list"), url=url, icon_name="upload")
        return [*super().get_header_buttons(), button]


class ImportInstead(CreateView):
    """A recommendation comes in with the official list, never by itself."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        return redirect("recommendation_import")


class RecommendationViewSet(ProposedViewSet):
    model = Recommendation
    add_view_class = ImportInstead
    icon = "list-ol"
    list_display = ["number", "label_en", "verified", "text_version"]
    list_filter = ["verified", "chapter"]
    index_view_class = RecommendationIndexView
    # Only the import of the official list makes a recommendation official.
    panels = [
        FieldPanel("subheading_slug"),
        FieldPanel("order"),
        *(FieldPanel(name, read_only=True) for name in READ_ONLY),
    ]


class ChapterViewSet(ProposedViewSet):
    model = Chapter
    icon = "folder-open-inverse"
    list_display = ["number", "label_en"]


class ChallengeViewSet(ProposedViewSet):
    model = Challenge
    icon = "warning"
    list_display = ["label_en", "slug"]


class TargetGroupViewSet(ProposedViewSet):
    model = TargetGroup
    icon = "group"
    list_display = ["label_en", "slug"]


class WorkplanViewSet(ProposedViewSet):
    model = WorkplanItem
    icon = "calendar-alt"
    list_display = ["year", "challenge", "plan", "verified"]
    list_filter = ["plan", "year", "verified"]


class MemberStateViewSet(ProposedViewSet):
    model = MemberState
    add_view_class = ProposedState
    edit_view_class = ProposedChangeOfState
    panels = [
        *(FieldPanel(f"name_{code}") for code in Language.values),
        *(FieldPanel(name) for name in ("code", "alpha3", "m49", "m49_subregion")),
        *(FieldPanel(name) for name in ("ldc", "lldc", "sids")),
    ]
    icon = "site"
    list_display = ["name_en", "code", "alpha3", "m49"]


class TaxonomyGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Taxonomy")
    menu_icon = "tag"
    menu_order = 300
    items = (
        ChapterViewSet,
        RecommendationViewSet,
        ChallengeViewSet,
        WorkplanViewSet,
        TargetGroupViewSet,
        MemberStateViewSet,
        TermLabelViewSet,
        ConceptViewSet,
        ConceptLabelViewSet,
    )


@officers_only
def import_recommendations(request) -> HttpResponse:
    """Upload the official list; what was typed stays when a row is at fault."""
    form = RecommendationListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        back = reverse("recommendation_import")
        return propose_and_show(request, ImportRecommendations.key, form.payload(), back)
    return render(request, "secretariat/import_recommendations.html", {"form": form})


ADMIN_URLS = [
    path(
        "recommendations/import/",
        import_recommendations,
        name="recommendation_import",
    )
]
