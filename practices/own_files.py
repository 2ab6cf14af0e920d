"""Who sees a file before it is public. Officers: what its State has handed in, as with drafts.

Of a State's files the Secretariat knows those that are or were public, those that a text handed in
names, and those that an officer or an import has put there.
"""

from django.db.models import Q, QuerySet
from django.http import Http404
from wagtail.images import get_image_model
from wagtail.models import Revision
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from accounts.roles import officers_and_superusers

from . import permissions
from .content import FILE_LISTS, files_of
from .file_access import is_public
from .models import Annex, ContributionImage, ContributionPage, FocalPoint, StrategyPage


def not_handed_in(model) -> QuerySet:
    """Documents or images of States that are theirs alone."""
    return _not_among(model, _handed_in(model, ContributionPage.objects.all()))


def is_own(file) -> bool:
    """Whether the State has kept the file to itself so far.

    Only texts of its own State can have handed it in (practices.references).
    """
    if not _not_among(type(file), set()).filter(pk=file.pk).exists():
        return False
    of_state = {"state__file_collection__collection": file.collection_id}
    return file.pk not in _handed_in(type(file), ContributionPage.objects.filter(**of_state))


def _not_among(model, handed_in) -> QuerySet:
    known = Q(uploaded_by_user=None) | Q(uploaded_by_user__in=officers_and_superusers())
    known |= Q(pk__in=handed_in) | _once_public(model)
    return model.objects.filter(collection__file_state__isnull=False).exclude(known)


def refuse_unpublished(document, request) -> None:
    """A Wagtail hook: 404 for a document that the user may not open, or whose file is lost."""
    file = document.file
    if not may_open(request.user, document) or not file.storage.exists(file.name):
        raise Http404


def may_open(user, file) -> bool:
    """Whether a published page refers to the file, or the user may see it before."""
    return is_public(file) or may_see(user, file)


def may_see(user, file) -> bool:
    """Before it is public: focal points of its State, and the Secretariat once it is handed in."""
    if not user.is_authenticated:
        return False
    if permissions.may_look(user) and not is_own(file):
        return True
    of_state = FocalPoint.objects.filter(
        user=user, state__file_collection__collection=file.collection_id
    )
    return user.is_active and of_state.exists()


def _handed_in(model, pages) -> set[int]:
    """Ids in the texts of these pages that officers read now; what is public has its rows.

    Of each text the database gives out its lists of files, not its words.
    """
    drafts = ContributionPage.objects.unsubmitted().values("pk")
    pages = pages.filter(has_unpublished_changes=True).exclude(pk__in=drafts)
    latest = Revision.objects.filter(pk__in=pages.values("latest_revision"))
    lists = latest.values_list(*(f"content__{name}" for name in FILE_LISTS))
    part = 1 if model is get_image_model() else 0
    named = (files_of(dict(zip(FILE_LISTS, row, strict=True)))[part] for row in lists)
    return set().union(*named)


def _once_public(model) -> Q:
    shown = {"page__first_published_at__isnull": False}
    if model is get_image_model():
        return Q(pk__in=ContributionImage.objects.filter(**shown).values("image"))
    annexes = Annex.objects.filter(**shown, document__isnull=False)
    strategies = StrategyPage.objects.filter(
        first_published_at__isnull=False, document__isnull=False
    )
    return Q(pk__in=annexes.values("document")) | Q(pk__in=strategies.values("document"))


class OwnFilesPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rules for files; choosers, lists and the admin API ask it."""

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        files = super().instances_user_has_any_permission_for(user, actions)
        return files.exclude(pk__in=not_handed_in(self.model).values("pk"))

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and not is_own(instance)
