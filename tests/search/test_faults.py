"""The server hangs, is away or lost its index: visitors get answers, no change is lost.

Rows 6 and 7 of the list of faults. In the night test_server_killed.py kills a real server.
"""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from elastic_transport import Urllib3HttpNode
from elasticsearch import ConnectionTimeout

from portal.settings import base
from search import outbox, sync
from search.audit import audit
from search.engines import get_engine
from search.engines.base import EngineUnavailableError
from search.engines.breaker import FAILURES_TO_OPEN, CircuitBreaker, breaker
from search.engines.elastic import ElasticEngine
from search.engines.elastic_client import ALIAS, worker_client
from search.models import IndexState
from search.query import SearchQuery
from search.rebuild import rebuild
from tests.database import ROOT
from tests.factories import PracticeFactory
from tests.services import CLOSED

pytestmark = pytest.mark.django_db

LONGEST_ANSWER = 2  # seconds, for a visitor


@pytest.fixture
def away(settings):
    """A server that is down."""
    return _searched_at(settings, CLOSED)


@pytest.fixture
def hanging(settings):
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        _searched_at(settings, f"http://127.0.0.1:{server.getsockname()[1]}")
        yield


def _searched_at(settings, address):
    settings.ELASTICSEARCH_URL = address
    settings.SEARCH_CALL_TIMEOUT = base.SEARCH_CALL_TIMEOUT
    settings.SEARCH_REQUEST_TIMEOUT = base.SEARCH_REQUEST_TIMEOUT
    breaker.reset()


@pytest.fixture
def index(elasticsearch):
    rebuild()


@contextmanager
def noted_requests():
    """[(seconds that it may take, whether they ran out)] of each request to the server.

    A clock would say how busy the machine is as well: whoever waits, waits for the server.
    """
    noted = []
    perform = Urllib3HttpNode.perform_request

    def note(node, *args, request_timeout, **options):
        ran_out = False
        try:
            return perform(node, *args, request_timeout=request_timeout, **options)
        except ConnectionTimeout:
            ran_out = True
            raise
        finally:
            noted.append((request_timeout, ran_out))

    with patch.object(Urllib3HttpNode, "perform_request", note):
        yield noted


def waited(noted):
    return sum(seconds for seconds, ran_out in noted if ran_out)


def test_the_breaker_closes_again(monkeypatch):
    breaker = CircuitBreaker(failures=1, seconds=10, name="of-this-test")
    breaker.failed()
    assert breaker.is_open
    later = time.time() + 10.1
    monkeypatch.setattr(time, "time", lambda: later)
    assert not breaker.is_open
    assert breaker.call(lambda timeout: "answer") == "answer"


def test_a_request_that_asks_much_and_is_late_closes_the_search_to_nobody():
    breaker = CircuitBreaker(name="of-this-test")

    def late(timeout):
        raise ConnectionTimeout("late")

    with pytest.raises(EngineUnavailableError):
        breaker.call(late, asks_much=True)
    assert not breaker.is_open
    with pytest.raises(EngineUnavailableError):
        breaker.call(late)
    assert breaker.is_open


@pytest.mark.slow
def test_all_workers_know_that_the_server_hangs(hanging, monkeypatch):
    """One timeout is enough, whichever process met it."""
    monkeypatch.setattr(breaker, "seconds", 600)  # a busy machine starts a process in twenty
    get_engine().search(SearchQuery())
    code = (  # the cache alone: all of Django takes seconds to start
        f"from django.core.cache import caches; print(caches['shared'].get({breaker.open_key!r}))"
    )
    told = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "True"


@pytest.mark.parametrize("address", ["/search/?q=zorga", "/search/export.csv?q=zorga"])
def test_one_request_waits_for_a_hanging_server_once(hanging, client, address):
    """A page that finds nothing asks eight times, an export for each thousand."""
    with noted_requests() as noted:
        assert b"".join(client.get(address))
    assert [ran_out for _seconds, ran_out in noted] == [True]
    assert waited(noted) < LONGEST_ANSWER


def visitors_are_answered_in_time_and_told(client, page):
    with noted_requests() as noted:
        response = client.get("/search/?q=zorga")
    assert response.status_code == 200
    assert noted
    assert waited(noted) < LONGEST_ANSWER
    assert page.title in response.content.decode()
    assert "not available at the moment" in response.content.decode()
    assert client.get(page.url).status_code == 200
    health = client.get("/health/").json()["checks"]["search_engine"]
    assert health == {"ok": False, "engine": "database (stand-in)"}


def nobody_waits():
    """After some failures."""
    breaker.reset()
    engine = get_engine()
    for _ in range(FAILURES_TO_OPEN):
        engine.search(SearchQuery())
    with noted_requests() as noted:
        assert engine.search(SearchQuery()).degraded
    assert noted == []


@pytest.mark.asvs("15.2.2", "16.5.2")
@pytest.mark.fault(6)
@pytest.mark.parametrize("fault", ["hanging", "away"])
def test_a_visitor_is_answered_in_time_and_told(client, request, fault):
    page = PracticeFactory(title="zorga")
    request.getfixturevalue(fault)
    visitors_are_answered_in_time_and_told(client, page)
    nobody_waits()


@pytest.mark.elasticsearch
def test_an_index_that_vanished_is_red_and_built_anew_within_a_minute(index, client):
    page = PracticeFactory(title="zorga")
    now = [0.0]
    worker = sync.Worker(clock=lambda: now[0], wait=lambda seconds: None)
    worker.step()
    names = worker_client().indices.get(index=f"{ALIAS}-*")
    worker_client().indices.delete(index=list(names))
    assert not client.get("/health/").json()["checks"]["search_engine"]["ok"]
    now[0] += 60
    worker.step()
    assert client.get("/health/").json()["checks"]["search_engine"]["ok"]
    assert page.pk in ElasticEngine().search(SearchQuery(text="zorga")).ids


@pytest.mark.elasticsearch
def test_the_worker_waits_longer_and_longer_and_comes_back(index, settings):
    waits = []
    worker = sync.Worker(wait=waits.append)
    PracticeFactory(title="zorga")
    there, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, CLOSED
    for _ in range(4):
        worker.step()
    assert waits == [2, 4, 8, 16]
    settings.ELASTICSEARCH_URL = there
    worker.step()
    assert worker.pause == sync.POLL_SECONDS
    assert IndexState.objects.unsettled().count() == 0


@pytest.mark.elasticsearch
@pytest.mark.fault(7)
def test_a_worker_killed_after_the_index_has_it_does_the_work_again(index, monkeypatch):
    page = PracticeFactory(title="zorga")

    def killed(*args):
        raise SystemExit

    monkeypatch.setattr(outbox, "done", killed)
    with pytest.raises(SystemExit):
        sync.run_once()
    monkeypatch.undo()
    assert IndexState.objects.get(page_id=page.pk).pending
    sync.drain()
    assert audit().pages == []


@pytest.mark.elasticsearch
def test_a_worker_without_an_index_builds_one(index):
    page = PracticeFactory(title="zorga")
    client = worker_client()
    client.indices.delete(index=list(client.indices.get_alias(name=ALIAS)))
    worker = sync.Worker(wait=lambda seconds: None)
    worker.step()
    worker.step()
    client.indices.refresh(index=ALIAS)
    assert ElasticEngine().search(SearchQuery(text="zorga")).ids == (page.pk,)
