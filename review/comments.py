"""Comments of officers on passages of a text, and the answers of the State."""

from collections.abc import Collection

from django.db.models import QuerySet
from wagtail.models import Comment

from practices.models import ContributionPage


def open_on(page: ContributionPage, fields: Collection[str] | None = None) -> QuerySet[Comment]:
    """Unresolved remarks with their answers, on these fields or on all."""
    found: QuerySet[Comment] = Comment.objects.filter(page_id=page.pk, resolved_at__isnull=True)
    if fields is not None:
        found = found.filter(contentpath__in=fields)
    return found.select_related("user").prefetch_related("replies__user").order_by("pk")
