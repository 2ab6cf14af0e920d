"""The taxonomy in Wagtail's admin, for the Secretariat."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSetGroup

from accounts.roles import officers_only
from approvals.recommendations import ImportRecommendations
from approvals.states import ChangeState, values_of
from approvals.views import propose_and_show
from common.snippets import ChosenSnippetViewSet
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

LABELS = [f"label_{code}" for code in Language.values]
READ_ONLY = [*LABELS, "key", "chapter", "verified", "verified_by", "source", "text_version"]


class RecommendationIndexView(IndexView):
    def get_header_buttons(self) -> list:
        url = reverse("recommendation_import")
        button = HeaderButton(_("Import the official list"), url=url, icon_name="upload")
        return [*super().get_header_buttons(), button]


class RecommendationViewSet(ChosenSnippetViewSet):
    model = Recommendation
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


class ChapterViewSet(ChosenSnippetViewSet):
    model = Chapter
    icon = "folder-open-inverse"
    list_display = ["number", "label_en"]


class ChallengeViewSet(ChosenSnippetViewSet):
    model = Challenge
    icon = "warning"
    list_display = ["label_en", "slug"]


class TargetGroupViewSet(ChosenSnippetViewSet):
    model = TargetGroup
    icon = "group"
    list_display = ["label_en", "slug"]


class WorkplanViewSet(ChosenSnippetViewSet):
    model = WorkplanItem
    icon = "calendar-alt"
    list_display = ["year", "challenge", "plan", "verified"]
    list_filter = ["plan", "year", "verified"]


class ProposedInstead:
    """Mixed into the views of Member States: what is saved is proposed to another officer."""

    def form_valid(self, form) -> HttpResponse:
        stored = MemberState.objects.filter(pk=form.instance.pk).first()
        after = values_of(form.instance, form.changed_data)
        payload = {
            "state": stored.code if stored else "",
            "before": values_of(stored, form.changed_data) if stored else {},
            "after": after,
        }
        return propose_and_show(self.request, ChangeState.key, payload, self.request.path)


class ProposedState(ProposedInstead, CreateView):
    pass


class ProposedChange(ProposedInstead, EditView):
    pass


class MemberStateViewSet(ChosenSnippetViewSet):
    model = MemberState
    add_view_class = ProposedState
    edit_view_class = ProposedChange
    copy_view_enabled = False
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
