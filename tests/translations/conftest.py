"""A contribution in French, and who writes translations of it."""

import pytest

from tests import people
from tests.factories import fresh
from tests.shared_rows import shared
from tests.translations import made


@pytest.fixture(scope="module")
def _page(django_db_setup, django_db_blocker):
    yield from shared(made.original, django_db_blocker)


@pytest.fixture
def page(_page, db):
    return fresh(_page)


@pytest.fixture
def author(client):
    """Signed in."""
    person = people.focal_point("fr")
    client.force_login(person)
    return person
