"""Related contributions on the page of one; the page itself knows nothing of the search."""

from django import template
from django.core.cache import cache

from practices.models import ContributionPage
from search.documents import facet_keys
from search.engines import get_engine
from search.facets import BY_NAME

register = template.Library()
MOST = 4
SECONDS = 600  # a neighbour published meanwhile may wait; one withdrawn is gone at once
COMPARED = [BY_NAME[name] for name in ("chapter", "challenge", "recommendation")]


@register.simple_tag
def related_contributions(page: ContributionPage) -> list[ContributionPage]:
    """Up to four published contributions like this one, the closest first."""
    key = f"related-{page.pk}-{page.live_revision_id}"
    ids = cache.get_or_set(key, lambda: _ask(page), SECONDS) or ()
    pages = ContributionPage.objects.published().filter(pk__in=ids).for_lists()
    found = {other.pk: other for other in pages}
    return [found[pk] for pk in ids if pk in found]


def _ask(page: ContributionPage) -> tuple[int, ...]:
    keys = facet_keys([page.pk], COMPARED)[page.pk]
    return get_engine().related(page, keys, MOST)
