"""What could stand beside the chosen contributions: what is searched for, or what is like them."""

from collections.abc import Sequence
from dataclasses import replace

from practices.models import ContributionPage
from search import rescue
from search.documents import facet_keys
from search.engines import get_engine
from search.query import SearchQuery

from .choice import Choice

MOST = 6
Offer = tuple[ContributionPage, str]  # page, address that adds it


def found(query: SearchQuery, choice: Choice) -> list[Offer]:
    """Published contributions that answer a search, the best first, the chosen ones left out."""
    asked = replace(query, page=1, page_size=MOST + len(choice.ids))
    _query, raw, _notice = rescue.search(get_engine(), asked)
    return _pages(raw.ids, choice)


def alike(choice: Choice) -> list[Offer]:
    """Published contributions like the first that was chosen."""
    if not choice.pages:
        return []
    first = choice.pages[0]
    return _pages(get_engine().related(first, facet_keys([first.pk])[first.pk], MOST), choice)


def _pages(ids: Sequence[int], choice: Choice) -> list[Offer]:
    """In the order of the ids."""
    wanted = [pk for pk in ids if pk not in choice.ids][:MOST]
    pages = ContributionPage.objects.published().filter(pk__in=wanted).with_terms().specific()
    found = {page.pk: page for page in pages}
    return [(found[pk], choice.url_with(pk)) for pk in wanted if pk in found]
