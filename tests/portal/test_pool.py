"""Connections to PostgreSQL are kept and used again, and an outage of the server heals."""

import socket
import threading
from contextlib import suppress

import environ
import psycopg
import pytest
from django.db import ConnectionHandler, OperationalError

from portal.settings.pool import pooled
from tests import services

pytestmark = pytest.mark.postgresql


class Relay:
    """A port in front of the server that can be shut, as if the server were down."""

    def __init__(self, host, port):
        self.target = host, port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.sockets = []
        self.open()

    def open(self):
        if self.listener is None:
            self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def shut(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.listener = None
        for end in self.sockets:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.sockets.clear()

    def _accept(self, listener):
        with suppress(OSError):  # shut
            while True:
                ends = listener.accept()[0], socket.create_connection(self.target)
                self.sockets += ends
                for source, target in (ends, reversed(ends)):
                    threading.Thread(target=_copy, args=[source, target], daemon=True).start()


def _copy(source, target):
    with suppress(OSError):  # reset by the server
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@pytest.fixture
def relay():
    services.need(services.POSTGRESQL_URL)
    server = environ.Env.db_url_config(services.POSTGRESQL_URL)
    relay = Relay(server["HOST"], int(server["PORT"]))
    yield relay
    relay.shut()


@pytest.fixture
def connection(relay, django_db_blocker, monkeypatch):
    """As in production, through the relay, under a name of its own: pools go by it."""
    monkeypatch.setenv("DATABASE_POOL_MAX", "1")
    database = environ.Env.db_url_config(services.POSTGRESQL_URL)
    database |= {"NAME": "postgres", "HOST": "127.0.0.1", "PORT": relay.port}
    database |= pooled(database)
    with django_db_blocker.unblock():
        connection = ConnectionHandler({"default": database, "pooled": database})["pooled"]
        yield connection
        connection.close()
        connection.close_pool()


def backend(connection):
    """Process of PostgreSQL that answers a request; the connection goes back afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    connection.close()
    return number


@pytest.mark.fault(32)
def test_the_next_request_gets_the_same_connection(connection):
    assert len({backend(connection) for _ in range(5)}) == 1


def test_a_connection_that_the_server_ended_is_replaced_unseen(connection):
    first = backend(connection)
    with psycopg.connect(services.POSTGRESQL_URL, dbname="postgres") as other:
        other.execute("SELECT pg_terminate_backend(%s)", [first])
    assert backend(connection) != first


def test_an_outage_is_an_operational_error_and_ends_when_the_server_is_back(connection, relay):
    first = backend(connection)
    relay.shut()
    with pytest.raises(OperationalError):  # which becomes a 503: portal/outage.py
        backend(connection)
    relay.open()
    assert backend(connection) != first


def test_without_a_pool_nothing_is_changed(monkeypatch):
    assert pooled({"ENGINE": "django.db.backends.sqlite3"}) == {}
    monkeypatch.setenv("DATABASE_POOL_MAX", "0")
    assert pooled({"ENGINE": "django.db.backends.postgresql"}) == {}
