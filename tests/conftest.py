"""Fixtures for all tests: the database holds the taxonomy and the page tree."""

import pytest


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    from home.site_tree import build

    with django_db_blocker.unblock():
        build()
