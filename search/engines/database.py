"""The embedded engine: the database's own full text, and facet counts by set arithmetic."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from common.stems import words_of
from practices.models import ContributionPage
from practices.querysets import ContributionQuerySet
from search import vocabulary
from search.facets import BY_NAME, FACETS, Facet
from search.query import NEWEST, RELEVANCE, STATE, SearchQuery

from .base import RawResults
from .database_ranks import ranked_ids

Members = dict[str, set[int]]  # {key: ids of the contributions that carry it}
Chosen = dict[str, set[int] | None]  # {facet: ids}; None where nothing is chosen


class DatabaseEngine:
    name = "database"

    def search(self, query: SearchQuery) -> RawResults:
        full, loose = _matches(query)
        members = {facet.name: _members(facet) for facet in FACETS}
        chosen = {name: _chosen(members[name], query.keys(name)) for name in members}
        kept, more = _kept(full, chosen), _kept(loose, chosen)
        loosened = bool(query.text) and not kept and bool(more)
        if loosened:
            full, kept, more = [*full, *loose], more, []
        shown = kept + more if query.shows_more else kept
        return RawResults(
            total=len(kept),
            more=len(shown) - len(kept),
            ids=tuple(shown[query.offset : query.offset + query.page_size]),
            counts=_counts(set(full), members, chosen),
            unknown={} if query.any_word else vocabulary.unknown(query.text),
            loosened=loosened,
        )

    def complete(self, text: str, limit: int) -> tuple[int, ...]:
        words = words_of(text)
        if not words:
            return ()
        pages = ContributionPage.objects.published()
        for word in words:
            pages = pages.filter(title__icontains=word)
        return tuple(pages.order_by("title").values_list("pk", flat=True)[:limit])

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        """Those that share most chapters, challenges and recommendations."""
        shared: Counter[int] = Counter()
        for name in ("chapter", "challenge", "recommendation"):
            wanted = set(keys.get(name, ()))
            shared.update(pk for key, pk in BY_NAME[name].pairs() if key in wanted)
        public = ContributionPage.objects.published().exclude(pk=page.pk)
        allowed = set(public.order_by().values_list("pk", flat=True))
        return tuple([pk for pk, _number in shared.most_common() if pk in allowed][:limit])


def _matches(query: SearchQuery) -> tuple[list[int], list[int]]:
    """Ids of the public contributions that hold all the words, and some, in the order asked for."""
    pages = ContributionPage.objects.published()
    ordered = _in_order(pages, query.sort if query.text or query.sort == STATE else NEWEST)
    if not query.text:
        return ordered, []
    parts = matching_ids(query)
    if query.any_word:
        parts = ([*parts[0], *parts[1]], [])
    if query.sort == RELEVANCE:
        public = set(ordered)
        full, loose = ([pk for pk in part if pk in public] for part in parts)
    else:
        full, loose = ([pk for pk in ordered if pk in found] for found in map(set, parts))
    return full, loose


def _kept(ids: list[int], chosen: Chosen) -> list[int]:
    """Those under every choice."""
    return [pk for pk in ids if all(pk in kept for kept in chosen.values() if kept is not None)]


def matching_ids(query: SearchQuery) -> tuple[list[int], list[int]]:
    """Ids of all contributions, public or not, that hold all the words, and some; best first."""
    full, loose = ranked_ids(query.text, query.terms)
    if not query.states:
        return full, loose
    pages = ContributionPage.objects.filter(state__code__in=query.states)
    of_states = list(pages.order_by("-first_published_at", "-pk").values_list("pk", flat=True))
    these, holding, some = set(of_states), of_states, list[int]()
    if query.beside_states:
        with_rest, some = ranked_ids(query.beside_states, query.beside_terms)
        holding = [pk for pk in with_rest if pk in these]
        some = [*with_rest, *some]
    full = list(dict.fromkeys([*holding, *full] if query.states_first else [*full, *holding]))
    known = set(full)
    # Half the name of a State is another's: words are looked for beside it.
    loose = some if query.states_first else list(dict.fromkeys([*loose, *some]))
    loose = [pk for pk in loose if pk not in known]
    if query.states_first:
        full.sort(key=lambda pk: pk not in these)
        loose.sort(key=lambda pk: pk not in these)
    return full, loose


def _in_order(pages: ContributionQuerySet, sort: str) -> list[int]:
    orders: dict[str, tuple[str, ...]] = {
        RELEVANCE: (),
        NEWEST: ("-first_published_at", "-pk"),
        STATE: ("state__name_en", "title", "pk"),
    }
    return list(pages.order_by(*orders[sort]).values_list("pk", flat=True))


def _members(facet: Facet) -> Members:
    members: Members = defaultdict(set)
    for key, pk in facet.pairs():
        members[key].add(pk)
    return members


def _chosen(members: Members, keys: tuple[str, ...]) -> set[int] | None:
    """Ids that carry any of the chosen keys; None where nothing is chosen."""
    return {pk for key in keys for pk in members.get(key, ())} if keys else None


def _counts(
    matches: set[int], members: dict[str, Members], chosen: Chosen
) -> dict[str, dict[str, int]]:
    return {name: _facet_counts(name, matches, members[name], chosen) for name in members}


def _facet_counts(name: str, matches: set[int], members: Members, chosen: Chosen) -> dict[str, int]:
    """Counts of one facet under every choice but its own."""
    others = [ids for other, ids in chosen.items() if other != name and ids is not None]
    base = matches.intersection(*others)
    counts = {key: len(base & ids) for key, ids in members.items()}
    return {key: count for key, count in counts.items() if count}
