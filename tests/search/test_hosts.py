"""Several nodes of Elasticsearch: one that is down or hangs is passed over, within the time."""

import socket

import pytest
from elasticsearch import ConnectionTimeout

from portal.settings import base
from search.engines import breaker as breakers
from search.engines import get_engine
from search.engines.base import EngineUnavailableError
from search.engines.breaker import CircuitBreaker, breaker
from search.engines.elastic_client import ALIAS, hosts, worker_client
from search.query import SearchQuery
from search.rebuild import rebuild
from tests import local_servers, services
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_port():
    return f"http://127.0.0.1:{local_servers.free_port()}"


@pytest.fixture
def hanging():
    """Takes connections, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_nodes_stand_with_commas_between_them(settings):
    settings.ELASTICSEARCH_URL = "http://one:9200, http://two:9200, http://one:9200,"
    assert hosts() == ["http://one:9200", "http://two:9200"]


@pytest.mark.elasticsearch
@pytest.mark.parametrize("fault", ["closed_port", "hanging"])
def test_the_node_that_is_well_answers(elasticsearch, settings, request, client, fault):
    page = PracticeFactory(title="zorga")
    rebuild()
    settings.ELASTICSEARCH_URL = f"{request.getfixturevalue(fault)},{services.ELASTICSEARCH_URL}"
    if fault == "hanging":
        settings.SEARCH_CALL_TIMEOUT = 5  # a busy machine is no node that hangs
    for _turn in range(4):  # nodes are asked in turn, so two of these meet the other one first
        found = get_engine().search(SearchQuery(text="zorga"))
        assert (list(found.ids), found.degraded) == ([page.pk], False)
    assert not breaker.is_open
    health = client.get("/health/").json()["checks"]["search_engine"]
    assert (health["ok"], health["nodes"]) == (True, 1)
    assert health["index"] in ("green", "yellow")
    assert _count_of_worker() == 1


def _count_of_worker():
    """The node that hangs may come first (the client shuffles them): the worker tries again."""
    worker = worker_client().options(request_timeout=5)
    try:
        return worker.count(index=ALIAS)["count"]
    except ConnectionTimeout:
        return worker.count(index=ALIAS)["count"]


def test_without_any_node_the_embedded_engine_answers(settings, closed_port):
    settings.ELASTICSEARCH_URL = f"{closed_port},http://127.0.0.1:{local_servers.free_port()}"
    breaker.reset()
    assert get_engine().search(SearchQuery()).degraded


def test_no_answer_comes_later_than_the_time_of_the_request(monkeypatch, settings):
    settings.SEARCH_CALL_TIMEOUT = base.SEARCH_CALL_TIMEOUT
    settings.SEARCH_REQUEST_TIMEOUT = base.SEARCH_REQUEST_TIMEOUT
    clock, waited = [0.0], []
    monkeypatch.setattr(breakers.time, "monotonic", lambda: clock[0])

    def hang(timeout):
        waited.append(timeout)
        clock[0] += timeout
        raise ConnectionTimeout("no answer")

    breakers._start_budget()
    tried = CircuitBreaker(name="of-this-test")
    try:
        with pytest.raises(EngineUnavailableError):
            tried.call(hang, tries=5)
    finally:
        breakers._end_budget()
    assert waited == [1, 1, 0.5]
    assert tried.is_open


@pytest.mark.elasticsearch
def test_the_number_of_replicas_is_that_of_the_settings(elasticsearch, settings):
    settings.ELASTICSEARCH_REPLICAS = 0
    rebuild()
    (index,) = elasticsearch.indices.get_settings(index=ALIAS).values()
    assert index["settings"]["index"]["number_of_replicas"] == "0"
    settings.ELASTICSEARCH_REPLICAS = None
    rebuild()
    (index,) = elasticsearch.indices.get_settings(index=ALIAS).values()
    assert index["settings"]["index"]["number_of_replicas"] == "1"


@pytest.mark.elasticsearch
def test_a_replica_that_has_no_node_holds_nothing_up(elasticsearch, settings, monkeypatch):
    monkeypatch.setattr("search.rebuild.SECONDS_FOR_REPLICAS", 0)
    settings.ELASTICSEARCH_REPLICAS = 2
    rebuild()
    assert elasticsearch.indices.exists_alias(name=ALIAS)
