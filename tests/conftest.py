"""Fixtures for all tests: the database holds the taxonomy and the page tree."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS, connection, connections

from . import database, people, services


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_modify_db_settings, django_db_blocker
):
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        database.create(connection)
        if any(_restores_content(item) for item in request.session.items):
            database.keep_content(connection)
    yield
    with django_db_blocker.unblock():
        database.destroy(connection, name)


def _restores_content(item) -> bool:
    markers = item.iter_markers("django_db")
    return any(marker.kwargs.get("serialized_rollback") for marker in markers)


@pytest.fixture(autouse=True)
def _open_transaction_survives_requests(monkeypatch):
    """The end of a request closes the connection, and on PostgreSQL the test's transaction with it.

    Django's test client leaves that out; schemathesis, and whoever closes an answer, do not.
    """
    wrapper = type(connections[DEFAULT_DB_ALIAS])
    close = wrapper.close_if_unusable_or_obsolete

    def close_outside_transactions(self):
        if not self.in_atomic_block:
            close(self)

    monkeypatch.setattr(wrapper, "close_if_unusable_or_obsolete", close_outside_transactions)


@pytest.fixture(autouse=True)
def _empty_caches():
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def first(db):
    """The officer who proposes; another one applies."""
    return people.officer()


@pytest.fixture
def second(db):
    return people.officer()


@pytest.fixture
def elasticsearch(settings):
    """A real server with no index of ours; the portal is set to use it."""
    from search.engines.breaker import breaker
    from search.engines.elastic_client import ALIAS, worker_client

    services.need(services.ELASTICSEARCH_URL)
    settings.ELASTICSEARCH_URL = services.ELASTICSEARCH_URL
    breaker.reset()
    client = worker_client()
    names = list(client.indices.get(index=f"{ALIAS}*", expand_wildcards="all"))
    if names:
        client.indices.delete(index=names)
    return client


@pytest.fixture
def superusers_act(settings):
    """Without the rule that superusers only look: what stands behind it is tried as well."""
    rule = "accounts.look_only.LookOnly"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != rule]
