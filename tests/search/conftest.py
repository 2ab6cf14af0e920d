"""Fixtures for tests of the search."""

import pytest

from search import sync
from search.engines.elastic_client import ALIAS
from search.rebuild import rebuild


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
