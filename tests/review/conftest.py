"""A text of Kenya that waits for the first step of its review."""

import pytest

from tests import people
from tests.factories import PracticeFactory, fresh
from tests.shared_rows import shared


@pytest.fixture(scope="module")
def _submitted(django_db_setup, django_db_blocker):
    yield from shared(_submit, django_db_blocker)


def _submit():
    author = people.focal_point("ke")
    return author, people.submitted(PracticeFactory(publish=False, **people.FILLED), author)


@pytest.fixture
def author(_submitted, db):
    return fresh(_submitted[0])


@pytest.fixture
def page(_submitted, db):
    return fresh(_submitted[1])
