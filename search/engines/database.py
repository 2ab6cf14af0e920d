"""The embedded engine: the database's own full text, and facet counts by set arithmetic."""

from collections import Counter
from collections.abc import Mapping
from functools import partial

from common.stems import words_of
from practices.models import ContributionPage
from search import vocabulary
from search.facets import BY_NAME, FACETS, Facet, Members
from search.kinds import akin, of_types
from search.query import RELEVANCE, TYPE, SearchQuery

from .base import Answer, RawResults
from .database_beside import counts_beside
from .database_reads import Reads

Chosen = dict[str, set[int] | None]  # {facet: ids}; None where nothing is chosen


class DatabaseEngine:
    name = "database"

    def __init__(self, reads: Reads | None = None) -> None:
        self._reads = reads

    def search_all(self, queries: list[SearchQuery]) -> list[Answer]:
        engine = self.for_one_request()
        return [partial(engine.search, query) for query in queries]

    def for_one_request(self) -> "DatabaseEngine":
        return DatabaseEngine(self._reads or Reads())

    def search(self, query: SearchQuery) -> RawResults:
        reads = self._reads or Reads()
        full, loose = _matches(query, reads)
        chosen = {facet.name: _chosen(facet, query, reads) for facet in FACETS}
        kept, more = _kept(full, chosen), _kept(loose, chosen)
        loosened = bool(query.text) and not kept and bool(more)
        if loosened:
            full, kept, more = [*full, *loose], more, []
        shown = kept + more if query.shows_more else kept
        return RawResults(
            total=len(kept),
            meant={} if loosened else _meant(query, kept, reads),
            more=len(shown) - len(kept),
            ids=tuple(shown[query.offset : query.offset + query.page_size]),
            counts=_counts(query, set(full), chosen, reads) if query.counts_facets else {},
            unknown={} if query.any_word else vocabulary.unknown(query.text),
            loosened=loosened,
        )

    def newest_of_each_state(self, queries: list[SearchQuery]) -> list[dict[str, int]]:
        """By set arithmetic, over what is read once for all queries."""
        reads = self._reads or Reads()
        return [_newest_of_each_state(query, reads) for query in queries]

    def complete(self, text: str, limit: int, types: tuple[str, ...]) -> tuple[int, ...]:
        words = words_of(text)
        if not words:
            return ()
        pages = ContributionPage.objects.published().filter(of_types(types))
        for word in words:
            pages = pages.filter(title__icontains=word)
        return tuple(pages.order_by("title").values_list("pk", flat=True)[:limit])

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        """Those that share most chapters, challenges and recommendations."""
        shared: Counter[int] = Counter()
        alike = of_types(akin(page))
        for name in ("chapter", "challenge", "recommendation"):
            facet, wanted = BY_NAME[name], keys.get(name, ())
            if wanted:
                shared.update(pk for _key, pk in facet.pairs(alike & facet.holding(wanted)))
        public = ContributionPage.objects.published().filter(alike).exclude(pk=page.pk)
        allowed = set(public.order_by().values_list("pk", flat=True))
        return tuple([pk for pk, _number in shared.most_common() if pk in allowed][:limit])


def _matches(query: SearchQuery, reads: Reads) -> tuple[list[int], list[int]]:
    """Ids of the public contributions that hold all the words, and some, in the order asked for."""
    ordered = reads.public_ids(query.order, query.sides)
    if not query.text:
        return ordered, []
    parts = matching_ids(query, reads)
    if query.any_word:
        parts = ([*parts[0], *parts[1]], [])
    if query.sort == RELEVANCE:
        public = set(ordered)
        full, loose = ([pk for pk in part if pk in public] for part in parts)
    else:
        full, loose = ([pk for pk in ordered if pk in found] for found in map(set, parts))
    return full, loose


def _meant(query: SearchQuery, found: list[int], reads: Reads) -> dict[str, int]:
    """{language: number} of those found that hold concepts in the place of some words."""
    if not query.meant:
        return {}
    meant = set(found).difference(_matches(query.in_words, reads)[0])
    languages = reads.members(BY_NAME["language"], query.sides)
    counts = {language: len(meant & ids) for language, ids in languages.items()}
    return {language: number for language, number in counts.items() if number}


def _newest_of_each_state(query: SearchQuery, reads: Reads) -> dict[str, int]:
    found: set[int] | None = None
    # What is chosen by one key leaves little to look for among the keys of the others.
    for name, keys in sorted(query.narrowed_by.items(), key=lambda chosen: len(chosen[1])):
        members = reads.members(BY_NAME[name], query.sides)
        carrying = [members.get(key, set()) for key in keys]
        found = set().union(*(ids if found is None else ids & found for ids in carrying))
    states, newest = reads.public_states(query.sides), dict[str, int]()
    for pk in sorted(states.keys() & (found or set()), reverse=True):
        newest.setdefault(states[pk], pk)
    return newest


def _kept(ids: list[int], chosen: Chosen) -> list[int]:
    """Those under every choice."""
    return [pk for pk in ids if all(pk in kept for kept in chosen.values() if kept is not None)]


def matching_ids(query: SearchQuery, reads: Reads | None = None) -> tuple[list[int], list[int]]:
    """Ids of all contributions, public or not, that hold all the words, and some; best first."""
    reads, sides = reads or Reads(), query.sides
    full, loose = reads.ids_meant(query.text, query.terms, query.meant, sides)
    if not query.states:
        return full, loose
    of_states = reads.ids_of_states(query.states, sides)
    these, holding, some = set(of_states), of_states, list[int]()
    if query.beside_states:
        rest = (query.beside_states, query.beside_terms, query.beside_meant)
        with_rest, some = reads.ids_meant(*rest, sides)
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


def _chosen(facet: Facet, query: SearchQuery, reads: Reads) -> set[int] | None:
    """Ids that carry any of the chosen keys; None where nothing is chosen."""
    keys = query.narrowed_by.get(facet.name, ())
    if not keys:
        return None
    members = reads.members(facet, query.sides)
    return {pk for key in keys for pk in members.get(key, ())}


def _counts(
    query: SearchQuery, matches: set[int], chosen: Chosen, reads: Reads
) -> dict[str, dict[str, int]]:
    counts = {
        facet.name: _facet_counts(facet.name, matches, reads.members(facet, query.sides), chosen)
        for facet in FACETS
        if matches
    }
    counts[TYPE] = counts.get(TYPE, {}) | counts_beside(query)
    return counts


def _facet_counts(name: str, matches: set[int], members: Members, chosen: Chosen) -> dict[str, int]:
    """Counts of one facet under every choice but its own."""
    others = [ids for other, ids in chosen.items() if other != name and ids is not None]
    base = matches.intersection(*others)
    counts = {key: len(base & ids) for key, ids in members.items()}
    return {key: count for key, count in counts.items() if count}
