"""Fixtures of workshops."""

import pytest

from .made import Made


@pytest.fixture
def made(db):
    return Made()
