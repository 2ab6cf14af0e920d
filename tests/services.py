"""Real servers for tests: skipped on a laptop that lacks them, a failure in CI."""

import os
import socket
from urllib.parse import urlsplit

import pytest

POSTGRESQL_URL = os.environ.get(
    "TEST_POSTGRESQL_URL", "postgres://portal:portal@127.0.0.1:54329/portal"
)
ELASTICSEARCH_URL = os.environ.get("TEST_ELASTICSEARCH_URL", "http://127.0.0.1:9209")

CLOSED = "http://127.0.0.1:9"  # nobody listens on the port of "discard"


def listens(url):
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname, parts.port), timeout=2).close()
    except OSError:
        return False
    return True


def need(url):
    """Stop the test unless a server listens at the address."""
    if not listens(url):
        missing(f"no server at {urlsplit(url).netloc}; start it with `make services`")


def missing(what):
    if os.environ.get("CI"):
        pytest.fail(f"CI must have it: {what}")
    pytest.skip(what)
