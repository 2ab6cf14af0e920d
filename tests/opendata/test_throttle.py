"""Request limits hold for all workers together."""

import itertools
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from opendata.models import RequestCount
from opendata.throttle import spend
from tests.threads import at_once

KEY = "export-1-somebody"


@pytest.mark.django_db
def test_the_eleventh_export_of_a_minute_is_refused(rf, one_minute):
    allowances = [spend(rf.get("/search/export.csv"), "export", 10) for _ in range(11)]
    assert [allowance.is_spent for allowance in allowances] == [False] * 10 + [True]
    assert "127.0.0.1" not in str(list(RequestCount.objects.values()))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection")
def test_requests_made_at_once_are_all_counted():

    def count():
        return [RequestCount.objects.count_one_more(KEY) for _ in range(20)]

    found = at_once(*[count] * 4)
    assert sorted(itertools.chain(*found)) == list(range(1, 81))


@pytest.mark.django_db
def test_old_counts_are_deleted():
    RequestCount.objects.count_one_more(KEY)
    call_command("gather_news")
    assert RequestCount.objects.count() == 1
    RequestCount.objects.update(at=timezone.now() - timedelta(minutes=6))
    call_command("gather_news")
    assert not RequestCount.objects.exists()
