"""Access to Wagtail's admin: officers only.

The guided form does everything a focal point needs. Behind /admin/ other people reach what signing
in takes, and nothing else: Wagtail has some 300 views, and not all of them ask whose page, file,
tag or name they show.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.roles import SAFE, looks_on
from common.http import is_admin
from practices.models import ContributionPage, StatePage

from . import own_drafts, permissions
from .typed_words import give_back, typed_words, words_of_a_review

REVISIONS = ("revision_id", "revision_id_a", "revision_id_b")
IN_ADDRESS = {"page_id", "page_pk", "page_to_move_id", "parent_page_id", "destination_id"}
BY_QUERY = {"wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple"}
OF_PAGES = {"wagtailadmin_pages", "wagtailadmin_api:pages"}
# Wagtail's API lists every file, whoever asks; nothing in the admin reads it.
CLOSED = {"wagtailadmin_api:documents", "wagtailadmin_api:images"}
# What an officer does with a public page whose next version is still the State's.
PUBLIC_PART = {
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:usage",
    "wagtailadmin_explore",
    "audit_page_trail",
    "secretariat_assign",
    "translation_write",
    "translation_file",
    "translation_machine",
}
FOR_EVERYBODY = {
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_sprite",
}


EDITOR = "wagtailadmin_pages:edit"
TYPED_IN = {EDITOR, "review_decision", "review_comment"}


class CountryWall:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if not is_admin(request):
            return None
        name = request.resolver_match.view_name
        if name in FOR_EVERYBODY:
            return None
        if _may_look(request):
            return _keep_drafts_of_states(request, request.resolver_match)
        if request.user.is_anonymous:
            return None  # Wagtail leads to the sign-in page
        if name == "wagtailadmin_home" and StatePage.objects.of(request.user).exists():
            return redirect("submissions")
        raise PermissionDenied(_("This part of the portal is for officers of the Secretariat."))


def _may_look(request) -> bool:
    """Of a change it is asked anew, by whoever makes it: meanwhile somebody may be dismissed."""
    return looks_on(request) if request.method in SAFE else permissions.may_look(request.user)


def _keep_drafts_of_states(request, match) -> HttpResponse | None:
    """An officer reaches no text that a State has not submitted, by whatever address."""
    if match.namespace in CLOSED:
        raise PermissionDenied(_("Files are looked up in the choosers."))
    ids = named_pages(request, match)
    is_public_part = match.view_name in PUBLIC_PART
    drafts = own_drafts.never_shown() if is_public_part else ContributionPage.objects.unsubmitted()
    own = permissions.states_of(request.user)
    kept = drafts.filter(pk__in=ids).exclude(state__in=own).first() if ids else None
    if kept is not None:
        if request.method == "POST" and match.view_name in TYPED_IN:
            return _give_words_back(request, match.view_name, kept.specific)
        raise PermissionDenied(
            _("This is a draft of a Member State. You can read it once the State submits it.")
        )
    revisions = _named_revisions(match, ids)
    if revisions and own_drafts.not_handed_in(ids, revisions).exists():
        raise PermissionDenied(_("The Member State has never submitted this version."))
    return None


def _give_words_back(request, view_name: str, page) -> HttpResponse:
    """The State saved or took back its text meanwhile: what the officer typed is shown."""
    if view_name == EDITOR:
        words = typed_words(page, request.POST)
    else:
        words = words_of_a_review(request.POST)
    why = _(
        "The Member State has changed this text since you opened it. It is a draft of the State "
        "until the State submits it again."
    )
    return give_back(request, words, why)


def named_pages(request, match) -> set[int]:
    """Ids of the pages a request names in its address or, for some views, in its query."""
    ids = {value for name, value in match.kwargs.items() if name in IN_ADDRESS}
    if match.namespace in OF_PAGES:
        ids.add(match.kwargs.get("pk"))
    if match.view_name in BY_QUERY and match.kwargs.get("model_name", "page") == "page":
        ids.update(request.GET.getlist("id"))
    return {int(pk) for pk in ids if str(pk).isdecimal() and len(str(pk)) < 18}


def _named_revisions(match, page_ids) -> set[int]:
    """Ids of the versions an address names; Wagtail compares with the "earliest" as well."""
    named = {match.kwargs.get(name) for name in REVISIONS} - {None}
    if "earliest" in named:
        texts = [str(pk) for pk in page_ids]
        first = Revision.page_revisions.filter(object_id__in=texts).order_by("created_at", "pk")
        named.update(first.values_list("pk", flat=True)[:1])
    return {int(pk) for pk in named if str(pk).isdecimal() and len(str(pk)) < 18}
