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
        matches = _matches(query)
        members = {facet.name: _members(facet) for facet in FACETS}
        chosen = {name: _chosen(members[name], query.keys(name)) for name in members}
        kept = [
            pk for pk in matches if all(pk in ids for ids in chosen.values() if ids is not None)
        ]
        return RawResults(
            total=len(kept),
            ids=tuple(kept[query.offset : query.offset + query.page_size]),
            counts=_counts(set(matches), members, chosen),
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

    def correct(self, text: str) -> str:
        return vocabulary.corrected(text)


def _matches(query: SearchQuery) -> list[int]:
    """Ids of the public contributions that hold the words, in the order asked for."""
    pages = ContributionPage.objects.published()
    ordered = _in_order(pages, query.sort if query.text or query.sort == STATE else NEWEST)
    if not query.text:
        return ordered
    ranked = matching_ids(query)
    if query.sort == RELEVANCE:
        public = set(ordered)
        return [pk for pk in ranked if pk in public]
    found = set(ranked)
    return [pk for pk in ordered if pk in found]


def matching_ids(query: SearchQuery) -> list[int]:
    """Ids of all contributions, public or not, that a search by words finds, best first."""
    ranked = ranked_ids((query.text, *query.variants), query.any_word)
    if not query.states:
        return ranked
    pages = ContributionPage.objects.filter(state__code__in=query.states)
    of_states = list(pages.order_by("-first_published_at", "-pk").values_list("pk", flat=True))
    if query.beside_states:
        holding = set(of_states)
        rest = ranked_ids((query.beside_states,), query.any_word)
        of_states = [pk for pk in rest if pk in holding]
    if query.states_first:
        first = set(of_states)
        ranked = [pk for pk in ranked if pk in first] + [pk for pk in ranked if pk not in first]
        of_these = set(pages.values_list("pk", flat=True))
        ranked.sort(key=lambda pk: pk not in of_these)
    known = set(ranked)
    added = [pk for pk in of_states if pk not in known]
    return added + ranked if query.states_first else ranked + added


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
