"""Fixtures for tests of the search."""

import pytest
from django.test import override_settings

from search import sync
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.engines.elastic_client import ALIAS
from search.rebuild import rebuild
from tests import services
from tests.nightly import nightly
from tests.shared_rows import shared

from . import corpus

ENGINES = ["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)]
one_corpus = pytest.mark.parametrize("seed", [2], scope="module")
# Others find nothing that this one does not, as a rule: they are for the night.
each_corpus = pytest.mark.parametrize("seed", [2, *nightly(0, 1, 3)], scope="module")


@pytest.fixture
def settle(elasticsearch):
    """Brings every change to a fresh index, so that it is found, whenever it is called."""
    rebuild()

    def settle():
        sync.drain()
        elasticsearch.indices.refresh(index=ALIAS)

    return settle


@pytest.fixture
def settle_elasticsearch(settle):
    """The same, under a name for tests that also run on the embedded engine."""
    return settle


class Embedded(DatabaseEngine):
    def settle(self):
        """The embedded index is part of the database."""


class Elastic(ElasticEngine):
    def settle(self):
        rebuild()


@pytest.fixture(params=ENGINES)
def engine(request):
    """Each engine; `engine.settle()` brings the pages of a test to its index."""
    if request.param == "embedded":
        return Embedded()
    request.getfixturevalue("elasticsearch")
    return Elastic()


@pytest.fixture(scope="module")
def _in_elasticsearch(rows):
    services.need(services.ELASTICSEARCH_URL)
    with override_settings(ELASTICSEARCH_URL=services.ELASTICSEARCH_URL):
        rebuild()


@pytest.fixture(params=ENGINES)
def each_engine(request, rows, settings):
    """The portal uses either, with the `rows` that the tests of a file share in its index."""
    if request.param == "embedded":
        return DatabaseEngine()
    request.getfixturevalue("_in_elasticsearch")
    settings.ELASTICSEARCH_URL = services.ELASTICSEARCH_URL
    return ElasticEngine()


@pytest.fixture(scope="module")
def documents(seed, django_db_setup, django_db_blocker):
    """A random corpus, the same for all tests of a file."""
    yield from shared(lambda: corpus.build(seed), django_db_blocker)
