"""A real server killed, stopped and out of room while people write and search.

Rows 5, 6 and 32 of the list of faults. The server is one of its own, so that killing it harms no
other test. What happens by day, without a server to kill, is in test_faults.py.
"""

import random
import time

import pytest
from wagtail.models import Page, PageViewRestriction

from portal.settings import base
from search import outbox, sync
from search.audit import audit
from search.engines.breaker import breaker
from search.engines.elastic_client import ALIAS, worker_client
from search.engines.elastic_write import WritesRefusedError
from search.models import IndexState
from search.rebuild import rebuild
from tests import services
from tests.factories import PracticeFactory, StrategyFactory, put_online, state_page
from tools.elasticsearch.local_server import LocalServer

from .test_faults import nobody_waits, visitors_are_answered_in_time_and_told

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch, pytest.mark.nightly]

PORT = 9219


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


def hanging(server):
    server.pause()


def down(server):
    server.kill()


# The last of the file: nobody needs the server again, whose start takes a processor half a minute.
@pytest.mark.fault(6)
@pytest.mark.parametrize("fault", [hanging, down])
def test_a_visitor_is_answered_in_time_and_told(index, client, fault):
    page = PracticeFactory(title="zorga")
    sync.drain()
    fault(index)
    visitors_are_answered_in_time_and_told(client, page)
    nobody_waits()
