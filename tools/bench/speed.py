"""The results page against the bare request it sends, and its growth with the collection."""

from django.test import Client

from search.addresses import url_of
from search.engines import get_engine
from search.engines.elastic_client import ALIAS, visitor_client
from search.engines.elastic_query import build
from search.results import SearchResults
from tools.bench.figures import Figure, at_most
from tools.bench.places import LARGE, SMALL
from tools.bench.questions import QUESTIONS
from tools.bench.timing import by_turns, ratio
from tools.bench.worlds import World

ROUNDS = 40
PARTS = ("bare request", "engine and results", "whole view")


def candidates():
    """The three to compare; each takes a question."""
    bodies, client = {}, Client()

    def request(query):
        if id(query) not in bodies:
            bodies[id(query)] = build(query)
        return visitor_client().search(index=ALIAS, body=bodies[id(query)]).body

    def page(query):
        response = client.get(url_of(query))
        assert response.status_code == 200, response.status_code  # noqa: S101

    return dict(zip(PARTS, (request, realised, page), strict=True))


def realised(query):
    """Everything a results page shows, made but not rendered."""
    raw = get_engine().search(query)
    assert not raw.degraded, "Elasticsearch did not answer"  # noqa: S101
    results = SearchResults(query, raw)
    return results.hits, results.facets, results.chips, results.pages.links


def in_world(size, function):
    """The function, asked in the world of this size."""

    def ask(query):
        World(size).enter(clear=False)
        return function(query)

    return ask


def answer():
    """Figures (a) and (b), in both worlds."""
    return [figure for size in (SMALL, LARGE) for figure in _answer(size)]


def _answer(size):
    World(size).enter()
    times = by_turns(candidates(), QUESTIONS, ROUNDS, f"Results page, {size}")
    base, results, view = (times[name] for name in PARTS)
    return [
        Figure(f"{size:,}: bare request", str(base)),
        _against(f"{size:,}: engine and results / request", results, base, 1.5),
        _against(f"{size:,}: /search/ page / request", view, base, 2),
    ]


def _against(what, times, base, goal):
    median, slow = ratio(times, base)
    return at_most(what, median, goal, f"{times}; {slow:.2f}× at p95")


def growth():
    """Figure (f): the same questions by turns in the small and in the large world."""
    own = {}
    for name, function in candidates().items():
        for size in (SMALL, LARGE):
            own[name, size] = in_world(size, function)
    times = by_turns(own, QUESTIONS, ROUNDS, "Growth")
    return [_growth(name, times[name, SMALL], times[name, LARGE]) for name in PARTS]


def _growth(name, small, large):
    median, slow = ratio(large, small)
    goal = at_most(f"{name}, p95", slow, 2, f"{small} → {large}; {median:.2f}× at p50")
    return goal if name != PARTS[0] else Figure(goal.what, goal.value, note=goal.note)
