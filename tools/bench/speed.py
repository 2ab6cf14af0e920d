"""The results page against the bare request it sends, and its growth with the collection."""

from django.test import Client, override_settings

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


def answer(size, goal):
    """The page, made anew, against the request it sends."""
    World(size).enter()
    asked = {name: function for name, function in candidates().items() if name != PARTS[1]}
    with override_settings(KEPT_PAGES_SECONDS=0):
        times = by_turns(asked, QUESTIONS, ROUNDS, f"Results page, {size}")
    base, view = times.values()
    median, slow = ratio(view, base)
    note = f"{base} → {view}; {slow:.2f}× at p95"
    return [at_most(f"{size:,}: /search/ page / bare request", median, goal, note)]


def growth():
    """Figure (f): the same questions by turns in the small and in the large world."""
    own = {}
    for name, function in candidates().items():
        for size in (SMALL, LARGE):
            own[name, size] = in_world(size, function)
    with override_settings(KEPT_PAGES_SECONDS=0):
        times = by_turns(own, QUESTIONS, ROUNDS, "Growth")
    return [_growth(name, times[name, SMALL], times[name, LARGE]) for name in PARTS]


def _growth(name, small, large):
    median, slow = ratio(large, small)
    goal = at_most(f"{name}, p95", slow, 2, f"{small} → {large}; {median:.2f}× at p50")
    return goal if name != PARTS[0] else Figure(goal.what, goal.value, note=goal.note)
