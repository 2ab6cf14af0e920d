"""Which public contributions carry each key of a facet, read once for a page."""

from functools import cached_property

from practices.models import ContributionPage
from search.facets import BY_NAME
from search.kinds import Side, pages_of
from search.query import Selected


class Members:
    """Of the sides that a search with these choices asks."""

    def __init__(self, sides: tuple[Side, ...] = (Side.SHARED,)) -> None:
        self.sides = sides
        self._by_facet: dict[str, dict[str, set[int]]] = {}

    @cached_property
    def public(self) -> set[int]:
        """Ids of all public contributions."""
        pages = ContributionPage.objects.published().filter(pages_of(self.sides)).order_by()
        return set(pages.values_list("pk", flat=True))

    def of(self, name: str) -> dict[str, set[int]]:
        """{key: ids of the public contributions that carry it}"""
        if name not in self._by_facet:
            by_key = BY_NAME[name].members(self.sides)
            self._by_facet[name] = {key: pages & self.public for key, pages in by_key.items()}
        return self._by_facet[name]

    def matching(self, selected: Selected) -> set[int]:
        """Ids of the public contributions under all choices."""
        pages = self.public  # itself where nothing is chosen
        for name, keys in selected.items():
            pages = pages & set().union(*(self.of(name).get(key, set()) for key in keys))
        return pages
