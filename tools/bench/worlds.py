"""A world per size: its database, its Elasticsearch, its practices; made once, used by turns."""

from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from tqdm import tqdm

from tools.bench.places import PORTS, POSTGRESQL, database_url
from tools.elasticsearch import LocalServer

HEAP = "2g"
PATIENCE = 30  # seconds: a busy machine must not turn a slow answer into another engine's


@dataclass(frozen=True)
class World:
    size: int

    @property
    def alias(self):
        return f"size{self.size}"

    @property
    def server(self):
        return LocalServer(port=PORTS[self.size], heap=HEAP)

    def enter(self, clear=True):
        """From here on the portal of this process is this world's; caches are kept if told so."""
        settings.SEARCH_CALL_TIMEOUT = settings.SEARCH_REQUEST_TIMEOUT = PATIENCE
        settings.ELASTICSEARCH_URL = self.server.url
        connections["default"] = connections[self.alias]
        if clear:
            cache.clear()

    def prepare(self, fresh=False):
        """Start and fill whatever is not there yet."""
        create_database(database_url(self.size), fresh)
        self.server.start()
        self.enter()
        call_command("migrate", verbosity=0)
        self._fill()
        self._index()

    def _fill(self):
        from practices.models import ContributionPage
        from tools.bench.corpus import Corpus

        if ContributionPage.objects.count() != self.size:
            Corpus(self.size).create()

    def _index(self):
        from search.engines.elastic_client import ALIAS, worker_client
        from search.rebuild import exists, rebuild, serves_an_old_mapping

        whole = exists() and worker_client().count(index=ALIAS)["count"] == self.size
        if not whole or serves_an_old_mapping():
            rebuild(lambda steps: tqdm(steps, desc=f"Indexing {self.size}", disable=None))
        worker_client().indices.forcemerge(index=ALIAS, max_num_segments=1)


def create_database(url, fresh):
    name = url.rpartition("/")[2]
    with psycopg.connect(f"{POSTGRESQL}/portal", autocommit=True) as connection:
        if fresh:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"')
