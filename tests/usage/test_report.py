"""The page about the use of the portal, for the Secretariat."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests import people
from usage.models import DailyCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    client.force_login(people.officer())
    return client


def count(kind, key, times, days_ago=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    DailyCount.objects.create(day=day, kind=kind, key=key, count=times)


def tables(client, days=""):
    response = client.get(reverse("usage_report"), {"days": days})
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    return [
        [" ".join(row.get_text(" ", strip=True).split()) for row in table.select("tbody tr")]
        for table in html.select("table.listing")
    ]


def test_the_days_of_the_period_are_added_up(officer):
    count("view", "/", 2)
    count("view", "/", 3, days_ago=29)
    count("view", "/", 5, days_ago=30)
    count("view", "/about/", 4)
    assert tables(officer)[2] == ["/ 5", "/about/ 4"]
    assert tables(officer, days="90")[2] == ["/ 10", "/about/ 4"]
    assert tables(officer, days="7")[2] == ["/about/ 4", "/ 2"]


def test_filters_are_named_as_visitors_see_them(officer):
    count("filter", "state=ke", 3)
    count("filter", "chapter=99", 1)
    assert tables(officer)[1] == ["Member State: Kenya 3", "chapter=99 1"]


def test_words_of_a_few_people_are_not_shown(officer):
    count("nothing", "nitazenes test", 2, days_ago=1)
    count("nothing", "nitazenes test", 1)
    count("nothing", "a name", 2)
    assert tables(officer)[0] == ["nitazenes test 3"]


@pytest.mark.parametrize("days", ["31", "x", "-1", "9" * 40])
def test_another_period_becomes_a_month(officer, days):
    count("view", "/", 1, days_ago=29)
    assert tables(officer, days)[2] == ["/ 1"]


def test_it_is_the_secretariats(client):
    address = reverse("usage_report")
    assert client.get(address).status_code == 302
    client.force_login(people.focal_point("ke"))
    assert client.get(address).status_code == 403  # behind /admin/ are officers only
