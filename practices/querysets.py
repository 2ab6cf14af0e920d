"""published(): the one rule for what the public may see."""

from collections import defaultdict

from django.db.models import Q
from django.db.models.functions import Substr
from django.db.models.lookups import In
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

# What each contribution is tagged with, and whose it is.
TERMS = (
    "state", "chapters", "challenges", "target_groups", "policy_documents", "recommendations",
)  # fmt: skip


def in_time(model, now=None):
    """Condition: the embargo of a page is over and its expiry has not come."""
    now = now or timezone.now()
    condition = Q(expire_at__isnull=True) | Q(expire_at__gt=now)
    embargo = _embargo_path(model)
    if embargo:
        over = Q(**{f"{embargo}__isnull": True}) | Q(**{f"{embargo}__lte": now})
        condition &= over
    return condition


def _embargo_path(model):
    """Where the embargo stands, seen from the model: a plain Page may be a contribution."""
    if model is Page:
        return "contributionpage__embargo_until"
    return "embargo_until" if hasattr(model, "embargo_until") else ""


def unrestricted(pages):
    """Pages that are neither restricted nor below one that is.

    Wagtail's own `public()` builds a condition for each restriction: with two hundred of them,
    every page of the portal took twice as long.
    """
    by_length = defaultdict(list)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        by_length[len(path)].append(path)
    for length, paths in by_length.items():
        pages = pages.exclude(In(Substr("path", 1, length), paths))
    return pages


def published(pages, now=None):
    """Pages that are live, not restricted (nor below a restricted page) and in time.

    Works on a queryset of any page type; every public output takes its pages from here.
    """
    return unrestricted(pages.live()).filter(in_time(pages.model, now))


class ContributionQuerySet(PageQuerySet):
    def published(self, now=None):
        return published(self, now)

    def withdrawn(self):
        """Was public once and is not any more; what is restricted was never withdrawn."""
        return unrestricted(self.not_live()).filter(first_published_at__isnull=False)

    def newest(self):
        return self.order_by("-first_published_at", "-pk")

    def for_lists(self):
        """As practices and strategies, with all that a row of a list shows."""
        # Prefetched, not joined: specific() forgets a select_related().
        return self.prefetch_related("state").specific()

    def with_terms(self):
        """Everything a result or a page shows, in a fixed number of queries."""
        return self.prefetch_related(*TERMS)
