"""An outage of database or disk is told from a fault of ours, without a word of the cause."""

import errno

import pytest
from django.db import OperationalError

from portal import health

pytestmark = pytest.mark.django_db


SECRET = "secret cause"
FAULTS = [
    (OperationalError(SECRET), 503),
    (OSError(errno.ENOSPC, SECRET), 503),
    (OSError(errno.EIO, SECRET), 500),
    (ValueError(SECRET), 500),
]


@pytest.mark.asvs("16.5.1")
@pytest.mark.fault(18)
@pytest.mark.parametrize(("error", "status"), FAULTS)
def test_what_a_visitor_sees(client, monkeypatch, error, status):
    def broken():
        raise error

    monkeypatch.setattr(health, "checks", broken)
    client.raise_request_exception = False
    answer = client.get("/health/")
    assert answer.status_code == status
    assert ("Retry-After" in answer) is (status == 503)
    assert SECRET not in answer.content.decode()
    assert "<h1" in answer.content.decode()
    assert "X-Request-ID" in answer
