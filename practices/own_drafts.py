"""Drafts that belong to a Member State alone: texts it has not handed in to the Secretariat.

Officers neither list nor open, preview, search or save them. A text is handed in while it is under
review, and stays known to the Secretariat as it was then; what the State writes afterwards is its
own again until it submits that. Joint and regional contributions are the Secretariat's, and what
an officer wrote is no secret to officers.
"""

from django.contrib.auth import get_user_model
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy

from . import permissions
from .models.audit import AuditEntry
from .models.contributions import ContributionPage


def unsubmitted():
    """Contributions whose newest text is the State's own."""
    officers = get_user_model().objects.filter(
        Q(groups__name=permissions.SECRETARIAT) | Q(is_superuser=True)
    )
    nothing_new = Q(live=True, latest_revision__isnull=True)
    nothing_new |= Q(latest_revision_id=F("live_revision_id"))
    nothing_new |= Q(last_published_at__gte=F("latest_revision_created_at"))
    return (
        ContributionPage.objects.filter(state__isnull=False)
        .exclude(nothing_new)
        .exclude(latest_revision__isnull=False, latest_revision__user__in=officers)
        .filter(~Exists(_reviews_now()), ~Exists(_handed_in()))
        .order_by()
    )


def _reviews_now():
    page = Cast(OuterRef("pk"), CharField(max_length=255))
    return WorkflowState.objects.filter(
        object_id=page,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        status=WorkflowState.STATUS_IN_PROGRESS,
    )


def _handed_in():
    """Reviews of the very newest text that did not end by taking it back."""
    ended = (WorkflowState.STATUS_NEEDS_CHANGES, WorkflowState.STATUS_APPROVED)
    answered = Q(workflow_state__status__in=ended) | Q(status=TaskState.STATUS_REJECTED)
    return TaskState.objects.filter(answered, revision_id=OuterRef("latest_revision_id"))


def never_shown():
    """Those among them of which nothing was ever public: officers do not see that they exist."""
    return unsubmitted().filter(first_published_at__isnull=True)


def hides_text(user, page) -> bool:
    """Whether the newest text of the page is not for this person, an officer."""
    if not permissions.may_look(user) or permissions.serves(user, page):
        return False
    return unsubmitted().filter(pk=page.pk).exists()


def without(pages, user):
    """Pages of a queryset that this person may know of."""
    if not permissions.may_look(user):
        return pages
    return pages.exclude(pk__in=never_shown().values("pk"))


def entries_without(entries, user):
    """Entries of the trail, without those that repeat the words of a draft."""
    if not permissions.may_look(user):
        return entries
    written_since = unsubmitted().filter(
        Q(last_published_at__isnull=True) | Q(last_published_at__lt=OuterRef("when")),
        pk=OuterRef("page_id"),
    )
    return entries.filter(~Exists(written_since))


def trail(user):
    return entries_without(AuditEntry.objects.all(), user)


class OwnDraftsPolicy(PagePermissionPolicy):
    """Wagtail's rules for pages; explorer, search, reports and the admin API ask it for lists."""

    def _base_queryset_for_user(self, user):
        pages = super()._base_queryset_for_user(user)
        return pages if pages is None else without(pages, user)

    def instances_user_has_any_permission_for(self, user, actions):
        return without(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user):
        return without(super().explorable_instances(user), user)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        return not ("change" in actions and hides_text(user, instance))


POLICY = OwnDraftsPolicy(Page)
