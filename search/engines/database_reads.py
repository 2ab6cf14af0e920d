"""What the embedded engine has read for one request, so that several searches read it once.

What follows from the public content alone is kept until that changes; what was searched for is not.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from common.generations import KeptForGeneration
from practices.models import ContributionPage
from search.choices import choices_of
from search.facets import BY_NAME, Facet, Members
from search.kinds import Side, pages_of
from search.query import DATE, NEWEST, RELEVANCE, STATE
from search.wording import Meant, Term

from .database_ranks import ids_meant, ranked_ids

Value = TypeVar("Value")
Sides = tuple[Side, ...]
ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    RELEVANCE: (),
    NEWEST: ("-first_published_at", "-pk"),
    DATE: (Coalesce("recordpage__date", "pledgepage__pledged_on").desc(nulls_last=True), "-pk"),
    STATE: ("title", "pk"),  # behind the State, by its name in the interface's language
}


class Reads:
    """Each method reads of the sides it is given, and nothing of others."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}

    def public_ids(self, sort: str, sides: Sides) -> list[int]:
        """Of all public contributions, in the order of a sort."""
        return self._once(("public", sort, sides), lambda: _kept_public_ids(sort, sides))

    def public_states(self, sides: Sides) -> dict[int, str]:
        """{id: code of its State} of all public contributions that have one."""
        return self._once(("states of", sides), lambda: _kept_public_states(sides))

    def ranked_ids(
        self, text: str, terms: tuple[Term, ...], sides: Sides
    ) -> tuple[list[int], list[int]]:
        key = ("ranked", text, terms, sides)
        full, loose = self._once(key, lambda: ranked_ids(text, terms, sides))
        return list(full), list(loose)

    def ids_meant(
        self, text: str, terms: tuple[Term, ...], meant: tuple[Meant, ...], sides: Sides
    ) -> tuple[list[int], list[int]]:
        """Those found by words, and behind them those found by concepts."""
        held = self.ranked_ids(text, terms, sides)
        if not meant:
            return held
        key = ("meant", text, terms, meant, sides)
        return self._once(key, lambda: ids_meant(text, meant, held, sides))

    def ids_of_states(self, codes: tuple[str, ...], sides: Sides) -> list[int]:
        """Of all contributions of these States, public or not, the newest first."""
        return list(self._once(("states", codes, sides), lambda: _ids_of_states(codes, sides)))

    def members(self, facet: Facet, sides: Sides) -> Members:
        return self._once(("members", facet.name, sides), lambda: _kept_members(facet.name, sides))

    def _once(self, key: Hashable, read: Callable[[], Value]) -> Value:
        if key not in self._kept:
            self._kept[key] = read()
        found: Value = self._kept[key]
        return found


def _public_ids(sort: str, sides: Sides) -> list[int]:
    pages = ContributionPage.objects.published().filter(pages_of(sides)).order_by(*ORDERS[sort])
    if sort != STATE:
        return list(pages.values_list("pk", flat=True))
    [(_group, states)] = choices_of("state")  # in order; what has no State stands before them
    places = {code: place for place, (code, _name) in enumerate(states)}
    rows = sorted(pages.values_list("pk", "state__code"), key=lambda row: places.get(row[1], -1))
    return [pk for pk, _code in rows]


def _public_states(sides: Sides) -> dict[int, str]:
    pages = ContributionPage.objects.published().filter(pages_of(sides), state__isnull=False)
    return dict(pages.order_by().values_list("pk", "state__code"))


def _members(name: str, sides: Sides) -> Members:
    return BY_NAME[name].members(sides)


_kept_public_ids = KeptForGeneration(_public_ids)
_kept_public_states = KeptForGeneration(_public_states, in_each_language=False)
_kept_members = KeptForGeneration(_members, in_each_language=False)


def _ids_of_states(codes: tuple[str, ...], sides: Sides) -> list[int]:
    pages = ContributionPage.objects.filter(pages_of(sides), state__code__in=codes)
    return list(pages.order_by(*ORDERS[NEWEST]).values_list("pk", flat=True))
