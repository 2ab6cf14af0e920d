"""A contribution in French, and who writes translations of it."""

import pytest

from tests import people
from tests.translations import made


@pytest.fixture
def page():
    return made.original()


@pytest.fixture
def author(client):
    """Signed in."""
    person = people.focal_point("fr")
    client.force_login(person)
    return person
