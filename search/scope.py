"""What a page of results has searched, in words, and links to what it has not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from .addresses import url_of
from .kinds import ALL_SIDES, BY_KEY, KINDS, Side, keys_of
from .query import TYPE, SearchQuery

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

HEADINGS: "dict[tuple[Side, ...], StrOrPromise]" = {
    (Side.SHARED,): gettext_lazy("Search practices and strategies"),
    (Side.RECORD,): gettext_lazy("Search the Commission’s record"),
    ALL_SIDES: gettext_lazy("Search practices, strategies and the Commission’s record"),
}
COUNTED: "dict[tuple[Side, ...], StrOrPromise]" = {
    (Side.SHARED,): ngettext_lazy(
        "%(number)s practice or strategy", "%(number)s practices and strategies", "count"
    ),
    (Side.RECORD,): ngettext_lazy(
        "%(number)s entry of the Commission’s record",
        "%(number)s entries of the Commission’s record",
        "count",
    ),
    ALL_SIDES: ngettext_lazy("%(number)s result", "%(number)s results", "count"),
}


@dataclass(frozen=True)
class Beside:
    """How much there is on the side that was not searched: (text, address) of each type."""

    lead: str
    links: list[tuple[str, str]]
    everything_url: str


def heading(query: SearchQuery) -> "StrOrPromise":
    return HEADINGS[query.sides]


def counted(query: SearchQuery, total: int) -> str:
    """The total of a search without words: 34 statements, 120 practices and strategies."""
    types = query.keys(TYPE)
    text = BY_KEY[types[0]].counted if len(types) == 1 else COUNTED[query.sides]
    return _counted(text, total)


def beside(query: SearchQuery, counts: Mapping[str, int]) -> Beside | None:
    links = list(_links(query, counts))
    if not links:
        return None
    is_record = query.sides_beside == (Side.RECORD,)
    lead = _("Also in the Commission’s record:") if is_record else _("Also shared:")
    return Beside(lead, links, url_of(of_types(query, keys_of(*ALL_SIDES))))


def _links(query: SearchQuery, counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        if kind.side in query.sides_beside and (number := counts.get(kind.key)):
            yield _counted(kind.counted, number), url_of(of_types(query, (kind.key,)))


def of_types(query: SearchQuery, types: tuple[str, ...]) -> SearchQuery:
    return replace(query, selected={**query.selected, TYPE: types}, page=1)


def _counted(text: "StrOrPromise", number: int) -> str:
    return str(text % {"count": number, "number": intcomma(number)})
