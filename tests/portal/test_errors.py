"""When the database does not answer, a visitor is told that it passes."""

import pytest
from django.db import OperationalError

from portal import health


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OperationalError("gone"), 503, "not available at the moment"),
        (ValueError("wrong"), 500, "Something went wrong"),
    ],
)
def test_the_last_resort(client, monkeypatch, error, status, said):
    def broken():
        raise error

    monkeypatch.setattr(health, "search_queue", broken)
    client.raise_request_exception = False
    response = client.get("/health/")
    assert response.status_code == status
    assert said in response.content.decode()
    assert ("Retry-After" in response) == (status == 503)
