"""How much of each type a search would find on the side that it does not search.

Counted by the database: of a side that is not searched nothing is read.
"""

from collections import Counter

from django.db.models import QuerySet

from practices.models import ContributionPage
from search.facets import BY_NAME, TYPES
from search.kinds import Side, pages_of
from search.query import TYPE, SearchQuery

from .database_ranks import ids_to_count

AT_ONCE = 10_000  # ids of one statement


def counts_beside(query: SearchQuery) -> dict[str, int]:
    """{type: number}, zeros left out."""
    if not query.sides_beside:
        return {}
    pages = ContributionPage.objects.published().filter(pages_of(query.sides_beside)).order_by()
    for name, keys in query.selected.items():
        if name != TYPE:
            pages = pages.filter(BY_NAME[name].holding(keys))
    counts: Counter[str] = Counter()
    for part in _holding(pages, query):
        counts.update(TYPES.counts(part, query.sides_beside))
    return dict(counts)


def _holding(
    pages: QuerySet[ContributionPage], query: SearchQuery
) -> list[QuerySet[ContributionPage]]:
    """The pages that hold the words, in parts that one statement can name."""
    if not query.text:
        return [pages]
    ids = sorted(ids_held(query, query.sides_beside))
    return [
        pages.filter(pk__in=ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE)
    ]


def ids_held(query: SearchQuery, sides: tuple[Side, ...]) -> set[int]:
    """Of all, public or not, that hold the words, or the rest of them if their State is named."""
    any_word = query.any_word
    found = ids_to_count(query.text, query.terms, query.meant, sides, any_word)
    if not query.states:
        return found
    of_states = ContributionPage.objects.filter(pages_of(sides), state__code__in=query.states)
    theirs = set(of_states.order_by().values_list("pk", flat=True))
    if query.beside_states:
        rest = (query.beside_states, query.beside_terms, query.beside_meant)
        theirs &= ids_to_count(*rest, sides, any_word)
    return found | theirs
