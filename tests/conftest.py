"""Fixtures for all tests: the database holds the taxonomy and the page tree."""

import gc
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import TransactionTestCase
from django.utils import translation

from practices.public_changes import forget_generation

from . import database, filled_values, late_indexes, people, services
from .nightly import NIGHTLY

# What is loaded stays: looking for garbage in it took an eighth of the processor time.
gc.set_threshold(200_000)


def pytest_collection_modifyitems(config, items):
    """By day what is marked `nightly` is left out, and counted as deselected."""
    left = [] if NIGHTLY else [item for item in items if item.get_closest_marker("nightly")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("nightly")]


def pytest_collection_finish():
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        database.create(connection)
        filled_values.read()
    with pytest.MonkeyPatch.context() as patch:
        # Django would only empty the tables, and the tests that follow need what they held.
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda _case: database.restore(connection)
        )
        yield
    with django_db_blocker.unblock():
        database.destroy(connection, name)


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


@pytest.fixture
def one_minute(monkeypatch):
    """All requests are counted in the same minute: a test does not wait for the clock to turn."""
    monkeypatch.setattr("opendata.throttle.time", SimpleNamespace(time=lambda: 1_000_000))


@pytest.fixture(autouse=True)
def _late_indexes(request):
    """Where transactions are real, Wagtail writes its indexes at each save, as in production."""
    marker = request.node.get_closest_marker("django_db")
    is_real = marker and marker.kwargs.get("transaction")
    if is_real or "indexes_at_once" in request.fixturenames:
        yield
    else:
        with late_indexes.late():
            yield


@pytest.fixture
def indexes_at_once():
    """For a test that cuts off what a save does, Wagtail's own part included."""


@pytest.fixture(autouse=True)
def _empty_caches():
    for name in settings.CACHES:
        caches[name].clear()
    filled_values.keep()
    forget_generation()


@pytest.fixture(autouse=True)
def _english():
    """A request leaves its language active, which the next test has not asked for."""
    translation.activate(settings.LANGUAGE_CODE)


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
def kept_pages(settings):
    """Pages, and what they are made of, are kept between two visits, as in production."""
    settings.KEPT_PAGES_SECONDS = settings.KEPT_VALUES_SECONDS = 60


@pytest.fixture
def superusers_act(settings):
    """Without the rule that superusers only look: what stands behind it is tried as well."""
    rule = "accounts.look_only.LookOnly"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != rule]
