"""Wagtail's stock Elasticsearch 8 backend, giving hits, total and facets, against one request.

The stock backend asks once for the hits, once for the total and once for each facet; it gives ten
values of a facet and no highlights. Ours gives every value, under the choices of the others.
"""

from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from django.core.management import call_command
from django.test import override_settings
from wagtail.search.backends import get_search_backend
from wagtail.search.index import FilterField

from practices.models import ContributionPage
from search.documents import facet_keys
from search.engines import elastic_query, get_engine
from search.engines.elastic_client import worker_client
from search.facets import FACETS
from tools.bench.figures import Figure, at_least
from tools.bench.places import PORTS, SMALL
from tools.bench.questions import new_questions
from tools.bench.timing import by_turns
from tools.bench.worlds import World

ASKED = 240  # questions, each new: Elasticsearch keeps the counts of a question asked before
INDEX = "bench-stock-"
# The type of a page is not counted: eight facets, as many as the issue speaks of.
NAMES = [facet.name for facet in FACETS if facet.name != "type"]
STOCK, OURS, PLAIN = "stock", "ours with highlights", "ours without"


def stock():
    """Figure (c): the requests alone, and then with twenty pages read by both."""
    World(SMALL).enter()
    questions = new_questions(ASKED)
    with stock_backend() as backend:
        asked = {STOCK: stock_requests(backend), PLAIN: without_highlights(answer), OURS: answer}
        alone = by_turns(asked, questions, 1, "Stock backend", warm_up=0)
        asked = {STOCK: stock_pages(backend), PLAIN: without_highlights(pages), OURS: pages}
        read = by_turns(asked, new_questions(2 * ASKED)[ASKED:], 1, "With pages", warm_up=0)
    return [
        Figure(f"{SMALL:,}: stock, {len(NAMES) + 2} requests", str(alone[STOCK])),
        _against(alone, PLAIN, 3),
        _against(alone, OURS, 2.2),
        Figure("the same, and 20 pages read by both", str(read[STOCK])),
        replace(_against(read, PLAIN, 0), goal="", reached=None),
        replace(_against(read, OURS, 0), goal="", reached=None),
    ]


def _against(times, ours, goal):
    slow = times[STOCK].p95 / times[ours].p95
    note = f"{times[ours]}; {slow:.2f}× at p95"
    return at_least(f"stock / {ours}", times[STOCK].p50 / times[ours].p50, goal, note)


def stock_pages(backend):
    """Asks for pages of the hits, the total, and counts by facet."""

    def ask(query):
        found = backend.search(query.text, ContributionPage.objects.live(), operator="and")
        counts = {name: found.facet(f"bench_{name}") for name in NAMES}
        return list(found[:20]), found.count(), counts

    return ask


def stock_requests(backend):
    """The same without the database: ids instead of pages."""
    ask = stock_pages(backend)

    def ids(_results, hits):
        return [hit["fields"]["pk"][0] for hit in hits]

    def ask_for_ids(query):
        with patch.object(backend.results_class, "_get_results_from_hits", ids):
            return ask(query)

    return ask_for_ids


def answer(query):
    """Ids, total, counts of all facets, and highlights: one request."""
    return get_engine().search(query)


def pages(query):
    """The same, and pages as the stock backend reads them."""
    raw = answer(query)
    found = ContributionPage.objects.live().in_bulk(raw.ids)
    return [found[pk] for pk in raw.ids], raw


def without_highlights(function):
    def ask(query):
        with patch.object(elastic_query, "HIGHLIGHTED", {}):
            return function(query)

    return ask


@contextmanager
def stock_backend():
    """The backend with its index filled, and the pages' facet keys as filter fields."""
    backends = {
        "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"},
        "stock": {
            "BACKEND": "wagtail.search.backends.elasticsearch8",
            "URLS": [f"http://127.0.0.1:{PORTS[SMALL]}"],
            "INDEX_PREFIX": INDEX,
            "TIMEOUT": 60,
        },
    }
    with override_settings(WAGTAILSEARCH_BACKENDS=backends), facet_fields():
        backend = get_search_backend("stock")
        _fill(backend)
        yield backend


def _fill(backend):
    name = backend.get_index_for_model(ContributionPage).name
    client = worker_client()
    if client.indices.exists(index=name):
        client.indices.refresh(index=name)
        if client.count(index=name)["count"] >= SMALL:
            return
    call_command("update_index", backend_name="stock", verbosity=0)


@contextmanager
def facet_fields():
    """Filter fields bench_chapter, bench_state …: the very keys our index holds."""
    ids = ContributionPage.objects.values_list("pk", flat=True)
    keys = facet_keys(list(ids))
    fields = [FilterField(f"bench_{name}") for name in NAMES]
    before = {model: model.search_fields for model in _models()}
    for name in NAMES:
        setattr(ContributionPage, f"bench_{name}", _property(keys, name))
    for model, own in before.items():
        model.search_fields = [*own, *fields]
    try:
        yield
    finally:
        for model, own in before.items():
            model.search_fields = own


def _models():
    return [ContributionPage, *ContributionPage.__subclasses__()]


def _property(keys, name):
    return property(lambda page: keys[page.pk].get(name, []))
