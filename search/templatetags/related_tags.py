"""Related contributions on the page of one; the page itself knows nothing of the search."""

from django import template

from practices.models import ContributionPage
from search.documents import facet_keys
from search.engines import get_engine

register = template.Library()
MOST = 4


@register.simple_tag
def related_contributions(page):
    """Up to four published contributions like this one, the closest first."""
    ids = get_engine().related(page, facet_keys([page.pk])[page.pk], MOST)
    pages = ContributionPage.objects.published().filter(pk__in=ids).with_terms().specific()
    found = {other.pk: other for other in pages}
    return [found[pk] for pk in ids if pk in found]
