"""Drafts that belong to a Member State alone: texts it has not handed in to the Secretariat.

Officers neither list nor open, preview, search or save them. A text is handed in while it is under
review, and stays known to the Secretariat as it was then; what the State writes afterwards is its
own again until it submits that. Joint and regional contributions are the Secretariat's, and what
an officer wrote is no secret to officers.
"""

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, Revision, TaskState
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.roles import officers_and_superusers
from audit.models import AuditEntry, AuditQuerySet
from practices.querysets import ContributionQuerySet

from . import permissions
from .models.contributions import ContributionPage
from .models.events import PublicationEvent


def never_shown() -> "ContributionQuerySet":
    """Those among them of which nothing was ever public: officers do not see that they exist."""
    return ContributionPage.objects.unsubmitted().filter(first_published_at__isnull=True)


def not_handed_in(page_ids, revision_ids) -> QuerySet[Revision]:
    """Earlier versions among them in which the State wrote what it never submitted."""
    runs = TaskState.objects.filter(revision_id=OuterRef("pk"))
    published = PublicationEvent.objects.filter(revision_id=OuterRef("pk"))
    latest = ContributionPage.objects.filter(latest_revision_id=OuterRef("pk"))
    public = ContributionPage.objects.filter(live_revision_id=OuterRef("pk"))
    # A step under way moves on with the text; what was cleared for it stays known.
    cleared = ContributionPage.objects.filter(clearances__revision_id=OuterRef("pk"))
    of_states = ContributionPage.objects.contributed().filter(pk__in=page_ids, state__isnull=False)
    revisions = Revision.page_revisions.filter(
        object_id__in=of_states.order_by().values(key=Cast("pk", CharField())),
        pk__in=revision_ids,
        user__isnull=False,  # an import's
    )
    return revisions.exclude(user__in=officers_and_superusers()).filter(
        ~Exists(runs), ~Exists(published), ~Exists(latest), ~Exists(public), ~Exists(cleared)
    )


def without(pages, user) -> QuerySet:
    """Pages of a queryset that this person may know of."""
    if not permissions.may_look(user):
        return pages
    return pages.exclude(pk__in=never_shown().values("pk"))


def entries_without(entries, user) -> AuditQuerySet:
    """Entries of the trail, without those that repeat the words of a draft."""
    if not permissions.may_look(user):
        return entries
    written_since = ContributionPage.objects.unsubmitted().filter(
        Q(last_published_at__isnull=True) | Q(last_published_at__lt=OuterRef("when")),
        pk=OuterRef("page_id"),
    )
    return entries.filter(~Exists(written_since))


def trail(user) -> AuditQuerySet:
    return entries_without(AuditEntry.objects.all(), user)


class OwnDraftsPolicy(PagePermissionPolicy):
    """Wagtail's rules for pages; explorer, search, reports and the admin API ask it for lists."""

    def _base_queryset_for_user(self, user) -> QuerySet | None:
        pages = super()._base_queryset_for_user(user)
        return pages if pages is None else without(pages, user)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        return without(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user) -> QuerySet:
        return without(super().explorable_instances(user), user)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        return not ("change" in actions and permissions.hides_text(user, instance))


POLICY = OwnDraftsPolicy(Page)
