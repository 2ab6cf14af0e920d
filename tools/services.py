"""Starts and stops the servers the tests need, on ports of their own: `make services`.

PostgreSQL and Elasticsearch keep their data under var/services; nothing of the machine's own
servers is touched.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.elasticsearch.local_server import LocalServer  # noqa: E402  needs the path above
from tools.postgresql import MAJOR, Cluster  # noqa: E402

FOLDER = Path(os.environ.get("SERVICES_DIR", "/tmp/good-practice-portal-services"))  # noqa: S108
POSTGRESQL_PORT = int(os.environ.get("TEST_POSTGRESQL_PORT", "54329"))
ELASTICSEARCH_PORT = 9209
# What guards data against a power cut, compiling queries that run once, and a worker that keeps a
# database from being dropped while it is in it.
NOT_FOR_TESTS = ("fsync", "synchronous_commit", "full_page_writes", "jit", "autovacuum")


def postgresql() -> Cluster:
    return Cluster(FOLDER / f"postgresql-{MAJOR}", POSTGRESQL_PORT)


def start_postgresql() -> None:
    cluster = postgresql()
    new = cluster.create()
    if not cluster.runs():
        cluster.start()
    if new:
        cluster.execute(*(f"ALTER SYSTEM SET {setting} = off" for setting in NOT_FOR_TESTS))
        cluster.execute(
            "SELECT pg_reload_conf()",
            "CREATE ROLE portal LOGIN CREATEDB PASSWORD 'portal'",
            "CREATE DATABASE portal OWNER portal",
        )
    print(f"PostgreSQL {MAJOR}: postgres://portal:portal@127.0.0.1:{POSTGRESQL_PORT}/portal")


def main(action: str) -> None:
    # In CI it lives for half an hour, too short for an optimizing compiler to pay for itself.
    server = LocalServer(port=ELASTICSEARCH_PORT, quick="CI" in os.environ)
    if action == "start":
        start_postgresql()
        server.start()
        print(f"Elasticsearch: {server.url}")
    else:
        postgresql().stop()
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "start")
