"""Related contributions on the page of one; the page itself knows nothing of the search."""

from typing import TYPE_CHECKING

from django import template
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from commission.models import (
    BodyRecommendationPage,
    CallPage,
    DocumentPage,
    InterventionPage,
    MeetingPage,
)
from practices.models import ContributionPage, PledgePage, Row, public_rows
from search.documents import facet_keys
from search.engines import get_engine
from search.facets import BY_NAME

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

register = template.Library()
OF_SHARED = _("Related practices and strategies")
OF_RECORD = {
    MeetingPage: _("Related meetings"),
    InterventionPage: _("Related statements and contributions"),
    DocumentPage: _("Related documents"),
    BodyRecommendationPage: _("Related recommendations"),
    CallPage: _("Related calls for contributions"),
    PledgePage: _("Related pledges"),
}
MOST = 4
SECONDS = 600  # a neighbour published meanwhile may wait; one withdrawn is gone at once
COMPARED = [BY_NAME[name] for name in ("chapter", "challenge", "recommendation")]


@register.simple_tag
def related_heading(page: ContributionPage) -> "StrOrPromise":
    return OF_RECORD.get(type(page), OF_SHARED)


@register.simple_tag
def related_contributions(page: ContributionPage) -> list[Row]:
    """Up to four published contributions like this one, the closest first."""
    key = f"related-{page.pk}-{page.live_revision_id}"
    ids = cache.get_or_set(key, lambda: _ask(page), SECONDS) or ()
    found = public_rows(ids)
    return [found[pk] for pk in ids if pk in found]


def _ask(page: ContributionPage) -> tuple[int, ...]:
    keys = facet_keys([page.pk], COMPARED)[page.pk]
    return get_engine().related(page, keys, MOST)
