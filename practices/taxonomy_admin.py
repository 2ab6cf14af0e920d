"""The taxonomy in Wagtail's admin, for the Secretariat."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSetGroup

from .choosers import ChosenSnippetViewSet
from .models import (
    Challenge,
    Chapter,
    Language,
    MemberState,
    Recommendation,
    TargetGroup,
    WorkplanItem,
)
from .recommendation_import import RecommendationListForm

READ_ONLY = ["key", "chapter", "verified", "verified_by", "source", "text_version"]


class RecommendationIndexView(IndexView):
    def get_header_buttons(self):
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
        *(FieldPanel(f"label_{code}") for code in Language.values),
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


class MemberStateViewSet(ChosenSnippetViewSet):
    model = MemberState
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


def import_recommendations(request):
    """Upload the official list; what was typed stays when a row is at fault."""
    if not request.user.has_perm("practices.change_recommendation"):
        raise PermissionDenied
    form = RecommendationListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        number = form.save(request.user)
        text = ngettext("%d recommendation imported.", "%d recommendations imported.", number)
        messages.success(request, text % number)
        return redirect(RecommendationViewSet().get_url_name("list"))
    return render(request, "practices/admin/import_recommendations.html", {"form": form})


ADMIN_URLS = [
    path(
        "recommendations/import/",
        import_recommendations,
        name="recommendation_import",
    )
]
