"""Fixtures for tests of the search."""

import pytest
from django.db import transaction

from search import sync
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.engines.elastic_client import ALIAS
from search.rebuild import rebuild
from tests import late_indexes

from . import corpus

ENGINES = ["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)]
each_corpus = pytest.mark.parametrize("seed", range(4), scope="module")
one_corpus = pytest.mark.parametrize("seed", [2], scope="module")


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
def documents(seed, django_db_setup, django_db_blocker):
    """A random corpus that the tests of a file share: making it takes longer than a test.

    It stays to the end of the file: tests that make their own pages stand in another one.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with late_indexes.late():
            documents = corpus.build(seed)
            late_indexes.write()
        yield documents
        transaction.set_rollback(True)
