"""This build and an older one, each with the same 10,000 practices in one Elasticsearch."""

import sys
from dataclasses import dataclass

import psycopg
import requests

from tools.bench.compare import FIRST, Build, older
from tools.bench.places import ALIAS, ROOT, SMALL, database_url
from tools.bench.worlds import World, create_database

CREATE = f"from tools.bench.corpus import Corpus; Corpus({SMALL}).create()"
COUNT = "SELECT count(*) FROM practices_contributionpage"


@dataclass(frozen=True)
class LargeBuild(Build):
    """A build among as many practices as the small world of tools.bench has."""

    @property
    def database(self):
        own = database_url(SMALL)
        return own if self.code == ROOT else f"{own}_{self.name}"

    @property
    def kept(self):
        return super().kept.with_name(f"{self.name}-{SMALL}")

    def variables(self):
        # The older build cannot be told a name: its index is `contributions`.
        return super().variables() | {"ELASTICSEARCH_ALIAS": ALIAS}

    def load(self):
        """Create the practices and their index by the build's own code, unless they are there."""
        if self.code == ROOT:
            World(SMALL).prepare()
            return
        create_database(self.database, fresh=False)
        if self._count() != SMALL:
            create_database(self.database, fresh=True)
            self.manage(["migrate"], ["collectstatic", "--noinput"], ["shell", "-c", CREATE])
        if self._indexed() != SMALL:
            self.manage(["search_index", "--rebuild"])

    def _count(self):
        try:
            with psycopg.connect(self.database) as connection:
                return connection.execute(COUNT).fetchone()[0]
        except psycopg.errors.UndefinedTable:
            return 0

    def _indexed(self):
        answer = requests.get(f"{self.elasticsearch}/contributions/_count", timeout=30)
        return answer.json().get("count")


def both(revision=FIRST):
    """(the older build, this one), ready to be asked."""
    server = World(SMALL).server
    server.start()
    before = older(revision, server.url)
    builds = (
        LargeBuild(before.name, before.code, before.python, server.url),
        LargeBuild("now", ROOT, sys.executable, server.url),
    )
    for build in builds:
        build.load()
    return builds
