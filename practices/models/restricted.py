"""Restrictions of pages, asked for only where there are any."""

from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from common import generations
from practices.querysets import restricted_paths


class SeldomRestricted:
    """Mixed into pages, before Page: Wagtail takes two queries for each page that is shown."""

    def get_view_restrictions(self) -> QuerySet:
        if generations.is_entered() and not restricted_paths():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
