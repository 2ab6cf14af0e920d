"""An outage of the database is told from a fault of ours, without a word of the cause."""

import pytest
from django.db import OperationalError

from portal import health

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (ValueError, 500)])
def test_what_a_visitor_sees(client, monkeypatch, error, status):
    def broken():
        raise error("secret cause")

    monkeypatch.setattr(health, "checks", broken)
    client.raise_request_exception = False
    answer = client.get("/health/")
    assert answer.status_code == status
    assert ("Retry-After" in answer) is (status == 503)
    assert "secret cause" not in answer.content.decode()
    assert "<h1" in answer.content.decode()
    assert "X-Request-ID" in answer
