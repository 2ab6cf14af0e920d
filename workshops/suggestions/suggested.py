"""What other States have shared on the items of an assessment.

The search is told codes of chapters, challenges and recommendations alone: it is asked about every
item on the page, whatever was answered, and about all States, so that the request is the same for
everybody. Which items are gaps, and which States are close, is looked at afterwards.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commission.models import InterventionPage
from practices.models import Row, public_rows
from search.addresses import url_of
from search.engines import get_engine
from search.kinds import ALL_SIDES, KINDS, keys_of
from search.query import TYPE, SearchQuery
from taxonomy.models import MemberState, Region
from translations.lists import Listed, in_interface_language
from workshops.answers import GAPS, Sheet, status_of
from workshops.items import Item

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

CLOSE, ELSEWHERE = "close", "elsewhere"
PRACTICE, STRATEGY, STATEMENT, PLEDGE = "practice", "strategy", "statement", "pledge"
TYPES = {
    PRACTICE: (PRACTICE,),
    STRATEGY: (STRATEGY,),
    STATEMENT: tuple(kind.key for kind in KINDS if kind.model is InterventionPage),
    PLEDGE: (PLEDGE,),
}
HEADINGS: "dict[str, StrOrPromise]" = {
    CLOSE: _("Practices of States close to yours"),
    ELSEWHERE: _("A second look: practices of other States"),
    STRATEGY: _("Strategies, plans and laws"),
    STATEMENT: _("Statements before the Commission"),
    PLEDGE: _("Pledges"),
}
GROUPS = ("ldc", "lldc", "sids")  # of countries with special needs; the portal knows no incomes
A_FEW = {CLOSE: 3, ELSEWHERE: 2, STRATEGY: 2, STATEMENT: 2, PLEDGE: 2}
ON_A_LIST = {CLOSE: 2, ELSEWHERE: 1, STRATEGY: 1, STATEMENT: 1, PLEDGE: 1}
SPARE = 3  # for those that are no longer public, which the index may not know yet
Ids = Mapping[str, list[int]]  # by the keys of HEADINGS


@dataclass(frozen=True)
class Entry:
    """A contribution as the list shows it, translated where the reader's language has it."""

    row: Row
    translation: Listed | None

    @property
    def title(self) -> str:
        return self.translation.title if self.translation else self.row.title

    @property
    def language(self) -> str:
        return self.translation.language if self.translation else self.row.language

    @property
    def direction(self) -> str:
        return self.translation.direction if self.translation else self.row.direction


@dataclass(frozen=True)
class Suggested:
    """On one item; without practice or strategy nobody has shared anything on it."""

    item: Item
    parts: "list[tuple[StrOrPromise, list[Entry]]]"
    has_shared: bool

    @property
    def search_url(self) -> str:
        return url_of(_query(self.item, keys_of(*ALL_SIDES)))

    @property
    def alert_url(self) -> str:
        params = SearchQuery(selected=_selected(self.item)).to_params()
        return f"{reverse('alert_new')}?{urlencode(params)}"


def gaps(items: Iterable[Item], sheet: Sheet) -> list[Item]:
    """Those of which the sheet says that something is missing; silence is no gap."""
    return [item for item in items if status_of(sheet, item) in GAPS]


def suggestions(
    items: list[Item], state: MemberState, most: Mapping[str, int]
) -> dict[str, Suggested]:
    """{key of the item: Suggested}: one request to the engine, and what is public of its answer."""
    close = _close_to(state)
    picked = [_pick(found, state, close, most) for found in _ask(items)]
    entries = _entries({pk for parts in picked for ids in parts.values() for pk in ids})
    return {
        item.key: _suggested(item, parts, entries, most)
        for item, parts in zip(items, picked, strict=True)
    }


def _ask(items: list[Item]) -> list[dict[str, dict[str, int]]]:
    """Of each item {type: {code of a State: id}}."""
    queries = [_query(item, types) for item in items for types in TYPES.values()]
    answers = iter(get_engine().newest_of_each_state(queries))
    return [{name: next(answers) for name in TYPES} for _item in items]


def _query(item: Item, types: tuple[str, ...]) -> SearchQuery:
    return SearchQuery(selected=_selected(item) | {TYPE: types})


def _selected(item: Item) -> dict[str, tuple[str, ...]]:
    return {facet: (key,) for facet, key in item.keys}


def _close_to(state: MemberState) -> set[str]:
    """Codes of the States that share a region or a group of countries with this one."""
    shared = Q(regions__in=Region.objects.public().filter(states=state))
    for group in GROUPS:
        if getattr(state, group):
            shared |= Q(**{group: True})
    return set(MemberState.objects.filter(shared).values_list("code", flat=True))


def _pick(
    found: Mapping[str, Mapping[str, int]],
    state: MemberState,
    close: Collection[str],
    most: Mapping[str, int],
) -> Ids:
    """Of close States first, of practices also some from elsewhere; more than are shown."""
    others = {
        name: {code: pk for code, pk in of_state.items() if code != state.code}
        for name, of_state in found.items()
    }
    ordered = {
        name: [ids[code] for code in sorted(ids, key=lambda code: code not in close)]
        for name, ids in others.items()
    }
    practices = others[PRACTICE]
    parts = ordered | {
        CLOSE: [pk for code, pk in practices.items() if code in close],
        ELSEWHERE: [pk for code, pk in practices.items() if code not in close],
    }
    return {name: parts[name][: most[name] + SPARE] for name in HEADINGS}


def _entries(ids: Collection[int]) -> dict[int, Entry]:
    """Of what the public may see now, whatever the index still holds."""
    rows, translations = public_rows(ids), in_interface_language(ids)
    return {pk: Entry(row, translations.get(pk)) for pk, row in rows.items()}


def _suggested(
    item: Item, parts: Ids, entries: Mapping[int, Entry], most: Mapping[str, int]
) -> Suggested:
    public = {name: [entries[pk] for pk in ids if pk in entries] for name, ids in parts.items()}
    shown = [
        (heading, public[name][: most[name]]) for name, heading in HEADINGS.items() if public[name]
    ]
    return Suggested(item, shown, any(public[name] for name in (CLOSE, ELSEWHERE, STRATEGY)))
