"""Production's settings on this machine: no TLS in front, databases and servers of our own."""

import os

from tools.bench.places import ALIAS, FOLDER, LARGE, SMALL, database_url

FOLDER.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("SECRET_KEY", "for-measurements-only")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")

os.environ.setdefault("SECURE_SSL_REDIRECT", "false")
os.environ.setdefault("DATABASE_URL", database_url(SMALL))
os.environ.setdefault("ELASTICSEARCH_ALIAS", ALIAS)

from portal.settings import guard  # noqa: E402

guard.CHECKS = ()  # it would refuse SQLite and a host of its own; nobody visits a measurement

from portal.settings.production import *  # noqa: E402, F403  after the environment
from portal.settings.production import DATABASES, LOGGING, env  # noqa: E402

STATIC_ROOT = FOLDER / "static"
MEDIA_ROOT = os.environ.get("BENCH_MEDIA", FOLDER / "media")
# Both sizes are at hand in one process, so that they can be measured by turns.
DATABASES[f"size{SMALL}"] = env.db_url_config(database_url(SMALL))
DATABASES[f"size{LARGE}"] = env.db_url_config(database_url(LARGE))
LOGGING["root"]["level"] = "WARNING"
