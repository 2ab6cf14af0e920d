"""Fixtures for all tests: the database holds the taxonomy and the page tree."""

import pytest
from django.core.cache import cache
from django.db import connection

from . import database, services


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        database.create(connection)
    yield
    with django_db_blocker.unblock():
        database.destroy(connection, name)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def elasticsearch(settings):
    """A real server with no index of ours; the portal is set to use it."""
    from search.engines.elastic_client import ALIAS, breaker, worker_client

    services.need(services.ELASTICSEARCH_URL)
    settings.ELASTICSEARCH_URL = services.ELASTICSEARCH_URL
    breaker.reset()
    client = worker_client()
    names = list(client.indices.get(index=f"{ALIAS}*", expand_wildcards="all"))
    if names:
        client.indices.delete(index=names)
    return client
