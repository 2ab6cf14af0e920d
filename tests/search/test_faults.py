"""The server killed, stopped, refused and back: visitors get answers, no change is lost.

Rows 5, 6, 7 and 33 of the list of faults. The server is one of its own, so that killing it harms
no other test.
"""

import random
import subprocess
import sys
import time

import pytest
from elasticsearch import ConnectionTimeout
from wagtail.models import Page, PageViewRestriction

from portal.settings import base
from search import outbox, sync
from search.audit import audit
from search.engines import get_engine
from search.engines.base import EngineUnavailableError
from search.engines.breaker import FAILURES_TO_OPEN, CircuitBreaker, breaker
from search.engines.elastic import ElasticEngine
from search.engines.elastic_client import ALIAS, worker_client
from search.engines.elastic_write import WritesRefusedError
from search.models import IndexState
from search.query import SearchQuery
from search.rebuild import rebuild
from tests import services
from tests.database import ROOT
from tests.factories import PracticeFactory, StrategyFactory, put_online, state_page
from tools.elasticsearch.local_server import LocalServer

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

PORT = 9219
LONGEST_ANSWER = 2  # seconds, for a visitor


@pytest.fixture(scope="module")
def server():
    services.need(services.ELASTICSEARCH_URL)  # without one, there is no Java either
    server = LocalServer(port=PORT, heap="512m", quick=True)
    server.start()
    yield server
    if server.running:
        server.resume()
        server.stop()


@pytest.fixture
def index(server, settings):
    settings.ELASTICSEARCH_URL = server.url
    settings.SEARCH_CALL_TIMEOUT = base.SEARCH_CALL_TIMEOUT
    settings.SEARCH_REQUEST_TIMEOUT = base.SEARCH_REQUEST_TIMEOUT
    breaker.reset()
    if not server.running:
        server.start()
    rebuild()
    yield server
    if server.running:
        server.resume()
        server.wait_healthy()
    breaker.reset()


def timed(function, *args):
    start = time.monotonic()
    result = function(*args)
    return result, time.monotonic() - start


def hanging(server):
    server.pause()


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


def test_all_workers_know_that_the_server_hangs(index, monkeypatch):
    """One timeout is enough, whichever process met it."""
    monkeypatch.setattr(breaker, "seconds", 600)  # a busy machine starts a process in twenty
    hanging(index)
    get_engine().search(SearchQuery())
    code = (
        "import django; django.setup()\n"
        "from search.engines.breaker import breaker; print(breaker.is_open)"
    )
    told = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "True"


@pytest.mark.parametrize("address", ["/search/?q=zorga", "/search/export/csv/?q=zorga"])
def test_one_request_waits_for_a_hanging_server_once(index, client, address):
    """A page that finds nothing asks eight times, an export for each thousand."""
    sync.drain()
    hanging(index)
    response, seconds = timed(lambda: b"".join(client.get(address)))
    assert response
    assert seconds < LONGEST_ANSWER


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


@pytest.mark.fault(5)
def test_editors_save_while_the_server_is_down_and_nothing_is_lost(index):
    rng = random.Random(5)  # noqa: S311
    pages = [PracticeFactory(title=f"zorga {number}") for number in range(6)]
    sync.drain()
    index.kill()
    for _ in range(30):
        change_something(rng, pages)
    waiting = IndexState.objects.unsettled().count()
    assert waiting
    index.start()
    sync.drain()
    assert audit().pages == []
    assert IndexState.objects.unsettled().count() == 0


DISK = "cluster.routing.allocation.disk"
MARKS = [f"{DISK}.watermark.{name}" for name in ("low", "high", "flood_stage")]
FULL = dict.fromkeys(MARKS, "900tb") | {
    f"{DISK}.threshold_enabled": True,
    "cluster.info.update.interval": "10s",
}
ROOM = {f"{DISK}.threshold_enabled": True} | dict.fromkeys(MARKS, "1b")


def past_the_flood_mark(wanted):
    """Elasticsearch looks at its disk by itself: with marks no disk can keep, or every disk."""
    client = worker_client()
    client.cluster.put_settings(persistent=FULL if wanted else ROOM)
    deadline = time.monotonic() + 90
    while takes_no_writes(client) is not wanted:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def takes_no_writes(client):
    settings = client.indices.get_settings(index=ALIAS).values()
    blocks = (index["settings"]["index"].get("blocks", {}) for index in settings)
    return any(block.get("read_only_allow_delete") == "true" for block in blocks)


@pytest.mark.fault(32)
def test_a_full_disk_of_the_server_holds_changes_back_and_parks_none(index, client):
    before = PracticeFactory(title="zorga")
    sync.drain()
    past_the_flood_mark(True)
    try:
        PracticeFactory(title="zorga too")
        for _ in range(outbox.ATTEMPTS + 1):
            with pytest.raises(WritesRefusedError):
                sync.run_once()
        assert before.title in client.get("/search/?q=zorga").content.decode()
        assert not IndexState.objects.filter(parked=True).exists()
    finally:
        past_the_flood_mark(False)
    sync.drain()
    assert audit().pages == []
    assert IndexState.objects.unsettled().count() == 0


def change_something(rng, pages):
    if len(pages) < 3 or rng.random() < 1 / 6:
        pages.append(StrategyFactory(title="zorga"))
        return
    changed = rng.choice(pages)
    change = rng.choice([edit, move, Page.unpublish, restrict, delete])
    change(Page.objects.get(pk=changed.pk).specific)
    pages[:] = [page for page in pages if Page.objects.filter(pk=page.pk).exists()]


def edit(page):
    page.title += " brint"
    put_online(page.save_revision())


def move(page):
    page.move(state_page("fr" if page.get_parent().slug == "ke" else "ke"), pos="last-child")


def restrict(page):
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")


def delete(page):
    page.delete()


def test_the_worker_waits_longer_and_longer_and_comes_back(index):
    waits = []
    worker = sync.Worker(wait=waits.append)
    PracticeFactory(title="zorga")
    index.kill()
    for _ in range(4):
        worker.step()
    assert waits == [2, 4, 8, 16]
    index.start()
    worker.step()
    assert worker.pause == sync.POLL_SECONDS
    assert IndexState.objects.unsettled().count() == 0


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


def test_a_worker_without_an_index_builds_one(index):
    from search.engines.elastic_client import ALIAS, worker_client

    page = PracticeFactory(title="zorga")
    client = worker_client()
    client.indices.delete(index=list(client.indices.get_alias(name=ALIAS)))
    worker = sync.Worker(wait=lambda seconds: None)
    worker.step()
    worker.step()
    client.indices.refresh(index=ALIAS)
    assert ElasticEngine().search(SearchQuery(text="zorga")).ids == (page.pk,)


def down(server):
    server.kill()


# The last of the file: nobody needs the server again, whose start takes a processor half a minute.
@pytest.mark.asvs("15.2.2", "16.5.2")
@pytest.mark.fault(6)
@pytest.mark.parametrize("fault", [hanging, down])
def test_a_visitor_is_answered_in_time_and_told(index, client, fault):
    """After some failures nobody waits any more."""
    page = PracticeFactory(title="zorga")
    sync.drain()
    fault(index)
    response, seconds = timed(client.get, "/search/?q=zorga")
    assert response.status_code == 200
    assert seconds < LONGEST_ANSWER
    assert page.title in response.content.decode()
    assert "not available at the moment" in response.content.decode()
    assert client.get(page.url).status_code == 200
    health = client.get("/health/").json()["checks"]["search_engine"]
    assert health == {"ok": False, "engine": "database (stand-in)"}
    breaker.reset()
    engine = get_engine()
    for _ in range(FAILURES_TO_OPEN):
        engine.search(SearchQuery())
    raw, seconds = timed(engine.search, SearchQuery())
    assert raw.degraded
    assert seconds < 0.5
