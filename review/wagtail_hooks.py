from django.http import HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from practices import permissions

from . import views
from .models import Criterion

DECISION = "<int:page_id>/<int:step_id>/<int:revision_id>/<slug:action_name>/"
URLS = [
    path("secretariat/review/<int:page_id>/", views.review, name="review"),
    path(f"secretariat/review/{DECISION}", views.decision, name="review_decision"),
    path(
        "secretariat/review/<int:page_id>/text/<int:revision_id>/", views.text, name="review_text"
    ),
    path("secretariat/review/<int:page_id>/comment/", views.comment, name="review_comment"),
    path(
        "secretariat/review/<int:page_id>/comment/<int:comment_id>/resolve/",
        views.resolve,
        name="review_resolve",
    ),
]


class CriterionViewSet(SnippetViewSet):
    model = Criterion
    icon = "list-ul"
    list_display = ["text", "order", "is_used"]
    menu_label = "Review criteria"
    add_to_admin_menu = True
    menu_order = 318


register_snippet(CriterionViewSet)
hooks.register("register_admin_urls", lambda: URLS)


def hide_wagtails_review_panels(request: HttpRequest, panels: list[Component]) -> None:
    """The Secretariat's own panel shows what waits, and leads to the review page."""
    if permissions.is_secretariat(request.user):
        panels[:] = [panel for panel in panels if panel.name != "workflow_objects_to_moderate"]


hooks.register("construct_homepage_panels", hide_wagtails_review_panels)
