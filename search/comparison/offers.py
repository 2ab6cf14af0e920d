"""What could stand beside the chosen contributions: what is searched for, or what is like them."""

from dataclasses import replace

from practices.models import ContributionPage
from search import rescue
from search.documents import facet_keys
from search.engines import get_engine

MOST = 6


def found(query, choice) -> list:
    """Published contributions that answer a search, the best first, the chosen ones left out."""
    asked = replace(query, page=1, page_size=MOST + len(choice.ids))
    _query, raw, _notice = rescue.search(get_engine(), asked)
    return _pages(raw.ids, choice)


def alike(choice) -> list:
    """Published contributions like the first that was chosen."""
    if not choice.pages:
        return []
    first = choice.pages[0]
    return _pages(get_engine().related(first, facet_keys([first.pk])[first.pk], MOST), choice)


def _pages(ids, choice) -> list:
    """(page, address that adds it) pairs in the order of the ids."""
    wanted = [pk for pk in ids if pk not in choice.ids][:MOST]
    pages = ContributionPage.objects.published().filter(pk__in=wanted).with_terms().specific()
    found = {page.pk: page for page in pages}
    return [(found[pk], choice.url_with(pk)) for pk in wanted if pk in found]
