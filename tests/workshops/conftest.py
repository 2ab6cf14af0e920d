"""Fixtures of workshops."""

import pytest

from tests.shared_rows import shared

from .made import Made


@pytest.fixture(scope="module")
def _made(django_db_setup, django_db_blocker):
    yield from shared(Made, django_db_blocker)


@pytest.fixture
def made(_made, db):
    return _made.read()
