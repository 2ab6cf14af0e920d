"""Fixtures of the guided form."""

import pytest

from tests import people


@pytest.fixture
def person(client):
    """A focal point of Kenya, signed in."""
    someone = people.focal_point("ke")
    client.force_login(someone)
    return someone
