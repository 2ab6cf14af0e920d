"""/health/ names each part, and turns red for what is wrong and back."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from portal import health
from search import sync
from search.health import SLOW_AFTER
from search.models import IndexState
from search.rebuild import rebuild
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_all_is_well_without_elasticsearch(client):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["ok"]
    assert answer.json()["checks"]["search_engine"] == {"ok": True, "engine": "database"}


def test_a_silent_database_is_an_outage(client, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(health.connection, "cursor", broken)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["message"] == "The database does not answer."


@pytest.mark.elasticsearch
def test_the_queue_shows_its_depth_and_age_and_turns_green_again(client, elasticsearch):
    rebuild()
    page = PracticeFactory()
    long_ago = timezone.now() - timedelta(seconds=SLOW_AFTER + 10)
    IndexState.objects.filter(page_id=page.pk).update(since=long_ago, due=long_ago)
    queue = client.get("/health/").json()["checks"]["search_queue"]
    assert not queue["ok"]
    assert queue["waiting"] == 1
    assert queue["oldest_seconds"] > SLOW_AFTER
    sync.drain()
    assert client.get("/health/").json()["ok"]


@pytest.mark.elasticsearch
def test_a_page_given_up_is_red(client, elasticsearch):
    rebuild()
    IndexState.objects.create(page_id=1, parked=True, pending=True)
    assert not client.get("/health/").json()["checks"]["search_queue"]["ok"]
