"""The search in Wagtail's admin: synonyms to curate, and pages the index could not take."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from accounts.roles import OfficersItem
from common.snippets import ChosenSnippetViewSet

from .models import IndexState, Synonyms
from .why_views import why


class SynonymsViewSet(ChosenSnippetViewSet):
    model = Synonyms
    icon = "list-ul"
    list_display = ["__str__", "language", "note"]
    list_filter = ["language"]
    search_fields = ["terms", "also"]


class LookOnly(ModelPermissionPolicy):
    """Rows of the outbox are for reading: a deleted one would lose a change."""

    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))


class IndexStateViewSet(ChosenSnippetViewSet):
    model = IndexState
    icon = "warning"
    menu_label = _("Index queue")
    list_display = ["page_id", "version", "pending", "attempts", "parked", "error", "due"]
    list_filter = ["parked", "pending"]
    inspect_view_enabled = True


class SearchGroup(SnippetViewSetGroup):
    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 310
    items = (SynonymsViewSet, IndexStateViewSet)


def why_url() -> list[URLPattern]:
    return [path("search/why/", why, name="search_why")]


def why_item() -> OfficersItem:
    url = reverse("search_why")
    return OfficersItem(_("Why this result"), url, icon_name="search", order=311)


hooks.register("register_admin_urls", why_url)
hooks.register("register_admin_menu_item", why_item)
register_permission_policy(IndexState, LookOnly(IndexState))
register_snippet(SearchGroup)
