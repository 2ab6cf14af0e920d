"""published(): the one rule for what the public may see."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.db.models.lookups import In
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, TaskState, WorkflowState
from wagtail.query import PageQuerySet

from accounts.roles import officers, officers_and_superusers
from common.generations import kept_for_generation

# What each contribution is tagged with, and whose it is.
TERMS = (
    "state", "chapters", "challenges", "target_groups", "policy_documents", "recommendations",
)  # fmt: skip


SHARED = ("practicepage", "strategypage")
CONTRIBUTED = (*SHARED, "pledgepage")


def contributed_types() -> list[int]:
    """Content types of what States write; the Commission's record is none of it."""
    return _types(CONTRIBUTED)


def _types(models: tuple[str, ...]) -> list[int]:
    types = ContentType.objects.get_by_natural_key
    return [types("practices", model).pk for model in models]


def in_time(model, now=None) -> Q:
    """Condition: the embargo of a page is over and its expiry has not come."""
    now = now or timezone.now()
    condition = Q(expire_at__isnull=True) | Q(expire_at__gt=now)
    embargo = _embargo_path(model)
    if embargo:
        over = Q(**{f"{embargo}__isnull": True}) | Q(**{f"{embargo}__lte": now})
        condition &= over
    return condition


def _embargo_path(model) -> str:
    """Where the embargo stands, seen from the model: a plain Page may be a contribution."""
    if model is Page:
        return "contributionpage__embargo_until"
    return "embargo_until" if hasattr(model, "embargo_until") else ""


def unrestricted(pages) -> PageQuerySet:
    """Pages that are neither restricted nor below one that is.

    Wagtail's own `public()` builds a condition for each restriction: with two hundred of them,
    every page of the portal took twice as long.
    """
    for length, paths in restricted_paths().items():
        pages = pages.exclude(In(Substr("path", 1, length), paths))
    return pages


@kept_for_generation
def restricted_paths() -> dict[int, list[str]]:
    """{length: paths of restricted pages that are as long}"""
    by_length = defaultdict(list)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        by_length[len(path)].append(path)
    return dict(by_length)


def published(pages, now=None) -> PageQuerySet:
    """Pages that are live, not restricted (nor below a restricted page) and in time.

    Works on a queryset of any page type; every public output takes its pages from here.
    """
    return unrestricted(pages.live()).filter(in_time(pages.model, now))


def _reviews_now() -> QuerySet:
    page = Cast(OuterRef("pk"), CharField(max_length=255))
    return WorkflowState.objects.filter(
        object_id=page,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        status=WorkflowState.STATUS_IN_PROGRESS,
    )


def _handed_in() -> QuerySet:
    """Reviews of the very newest text that did not end by taking it back."""
    ended = (WorkflowState.STATUS_NEEDS_CHANGES, WorkflowState.STATUS_APPROVED)
    answered = Q(workflow_state__status__in=ended) | Q(status=TaskState.STATUS_REJECTED)
    return TaskState.objects.filter(answered, revision_id=OuterRef("latest_revision_id"))


class StateQuerySet(PageQuerySet):
    def of(self, user) -> "StateQuerySet":
        """The pages below which a person may begin a contribution."""
        own = Q(state__focal_points__user_id=user.pk)
        own |= Q(Exists(officers().filter(pk=user.pk)), state__isnull=True)
        return self.filter(own).select_related("state").order_by("title")


class ContributionQuerySet(PageQuerySet):
    def of(self, user) -> "ContributionQuerySet":
        """What a person works on in the guided form; where a page stands decides whose it is."""
        own = Q(statepage__state__focal_points__user_id=user.pk)
        joint = Q(statepage__isnull=False, statepage__state__isnull=True)
        own |= Q(joint, Exists(officers().filter(pk=user.pk)))
        condition = Q(pk__in=[])
        for path in Page.objects.filter(own).values_list("path", flat=True):
            condition |= Q(path__startswith=path)
        return self.filter(condition)

    def unsubmitted(self) -> "ContributionQuerySet":
        """Contributions whose newest text is the State's own: not handed in to the Secretariat."""
        officers = officers_and_superusers()
        nothing_new = Q(live=True, latest_revision__isnull=True)
        nothing_new |= Q(latest_revision_id=F("live_revision_id"))
        nothing_new |= Q(last_published_at__gte=F("latest_revision_created_at"))
        return (
            self.contributed()
            .filter(state__isnull=False)
            .exclude(nothing_new)
            .exclude(latest_revision__isnull=False, latest_revision__user__in=officers)
            .filter(~Exists(_reviews_now()), ~Exists(_handed_in()))
            .order_by()
        )

    def published(self, now=None) -> "ContributionQuerySet":
        return published(self, now)

    def shared(self) -> "ContributionQuerySet":
        """Practices and strategies: what counts as shared by a State."""
        return self.filter(content_type__in=_types(SHARED))

    def contributed(self) -> "ContributionQuerySet":
        """What a State writes, clears and submits: pledges as well, unlike the record."""
        return self.filter(content_type__in=contributed_types())

    def withdrawn(self) -> "ContributionQuerySet":
        """Was public once and is not any more; what is restricted was never withdrawn."""
        return unrestricted(self.not_live()).filter(first_published_at__isnull=False)

    def newest(self) -> "ContributionQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def joined(self) -> "ContributionQuerySet":
        """With the practice, strategy or pledge that each is, for ContributionPage.as_joined."""
        return self.select_related("practicepage", "strategypage", "pledgepage")

    def with_terms(self) -> "ContributionQuerySet":
        """Everything a result or a page shows, in a fixed number of queries."""
        return self.prefetch_related(*TERMS)
