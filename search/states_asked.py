"""Member States named in a search: what they shared comes first, and is told when missing."""

from collections.abc import Iterable
from typing import TypedDict

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from common.collation import in_order
from common.generations import kept_for_generation
from practices.models import ContributionPage, StatePage
from practices.querysets import published
from taxonomy.models import MemberState
from taxonomy.state_names import Mention, mentions, names, plain

from .notices import Notice
from .query import SearchQuery

SHORTEST_MISSPELT = 4  # letters


class Named(TypedDict):
    """The fields of a SearchQuery that the names in its text fill."""

    states: tuple[str, ...]
    beside_states: str
    states_first: bool


def named(text: str) -> Named:
    found = [mention for mention in mentions(text) if mention.codes]
    codes = dict.fromkeys(code for mention in found for code in mention.codes)
    only_demonyms = all(mention.is_demonym for mention in found)
    return {
        "states": tuple(codes),
        "beside_states": _without(text, found),
        "states_first": bool(found) and not only_demonyms,
    }


def _without(text: str, found: list[Mention]) -> str:
    for mention in reversed(found):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return " ".join(text.split())


def notices(query: SearchQuery) -> list[Notice]:
    """Says of each State named that has shared nothing that it has not."""
    if not query.states_first:
        return []
    public = Q(contributions__in=ContributionPage.objects.shared().published().order_by())
    named = MemberState.objects.filter(code__in=query.states)
    counted = named.annotate(shared=Count("contributions", filter=public))
    states = in_order(counted, lambda state: state.name)
    if any(state.shared for state in states) and len(_shared_name(query)) > 1:
        return []  # "Korea": one of those it may mean has shared something
    return [_nothing_shared(state) for state in states if not state.shared]


def _shared_name(query: SearchQuery) -> tuple[str, ...]:
    return next((mention.codes for mention in mentions(query.text) if mention.codes), ())


def _nothing_shared(state: MemberState) -> Notice:
    links = [(_("Page of %s") % name, url) for name, url in _pages((state.code,))]
    alert = (_("Email me when it does"), f"{reverse('alert_new')}?state={state.code}")
    return Notice(_("%s has shared nothing yet.") % state.name, [*links, alert])


def pages_to_try(query: SearchQuery) -> list[tuple[str, str]]:
    """Pages of the States that the text names, or that it names but for a letter."""
    return list(_pages(query.states or nearest_states(query.text)))


@kept_for_generation
def _pages(codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(name, address) of the public pages of States."""
    pages = published(StatePage.objects.filter(state__code__in=codes)).select_related("state")
    return tuple((page.name, page.url) for page in pages)


def nearest_states(text: str) -> tuple[str, ...]:
    """Codes of the State whose name differs least from the text; none if it is not close."""
    best = _nearest(plain(text), names())
    return names()[best[0]][0] if best else ()


def distance_to_name(word: str) -> int | None:
    """Letters in which a word differs from the nearest word of a State's name."""
    best = _nearest(word, [part for name in names() for part in name.split()])
    return best[1] if best else None


def _nearest(text: str, choices: Iterable[str]) -> tuple[str, int] | None:
    if len(text) < SHORTEST_MISSPELT:
        return None
    most = 1 if len(text) < 6 else 2
    found = process.extractOne(text, list(choices), scorer=OSA.distance, score_cutoff=most)
    return (found[0], int(found[1])) if found else None
