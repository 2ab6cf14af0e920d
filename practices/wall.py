"""The wall between States, in front of every page of the admin.

Wagtail asks for permission before it changes a page. Before it shows a title it does not always:
bulk actions, moves, choosers and reports name drafts of other States. Rather than each of these
views, the wall looks at the ids a request names.
"""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from . import own_drafts, permissions
from .models import StateIndexPage

IN_ADDRESS = {"page_id", "page_pk", "page_to_move_id", "parent_page_id", "destination_id"}
BY_QUERY = {"wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple"}
OF_PAGES = {"wagtailadmin_pages", "wagtailadmin_api:pages"}
# What an officer does with a public page whose next version is still the State's.
PUBLIC_PART = {
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:set_privacy",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:usage",
    "wagtailadmin_explore",
    "audit_page_trail",
    "secretariat_assign",
}
REPORTS = "wagtailadmin_reports"


class CountryWall:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return
        if request.user.is_anonymous:
            return
        match = request.resolver_match
        if permissions.is_secretariat(request.user):
            return _keep_drafts_of_states(request, match)
        if REPORTS in match.namespaces or _is_foreign(request.user, _named_pages(request, match)):
            raise PermissionDenied(_("This belongs to another State."))


def _keep_drafts_of_states(request, match):
    """An officer reaches no text that a State has not submitted, by whatever address."""
    ids = _named_pages(request, match)
    is_public_part = match.view_name in PUBLIC_PART
    drafts = own_drafts.never_shown() if is_public_part else own_drafts.unsubmitted()
    own = permissions.states_of(request.user)
    if ids and drafts.filter(pk__in=ids).exclude(state__in=own).exists():
        raise PermissionDenied(
            _("This is a draft of a Member State. You can read it once the State submits it.")
        )


def _named_pages(request, match):
    """Ids of the pages a request names in its address or, for some views, in its query."""
    ids = {value for name, value in match.kwargs.items() if name in IN_ADDRESS}
    if match.namespace in OF_PAGES:
        ids.add(match.kwargs.get("pk"))
    if match.view_name in BY_QUERY and match.kwargs.get("model_name", "page") == "page":
        ids.update(request.GET.getlist("id"))
    return {int(pk) for pk in ids if str(pk).isdecimal() and len(str(pk)) < 18}


def _is_foreign(user, ids):
    """Whether any of the pages stands below the page of a State the person does not serve."""
    paths = list(Page.objects.filter(pk__in=ids).values_list("path", flat=True))
    if not paths:
        return False
    states = tuple(StateIndexPage.objects.values_list("path", flat=True))
    own = tuple(permissions.workplaces(user).values_list("path", flat=True))
    return any(
        path.startswith(states) and path not in states and not path.startswith(own)
        for path in paths
    )


def hide_reports(request, menu_items):
    """Reports tell of all pages: they are the Secretariat's."""
    if not permissions.is_secretariat(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "reports"]
