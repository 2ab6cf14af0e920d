"""How often one address searches: a page in plain words, and the search is not lost."""

import threading
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.db import connection, connections
from django.test import Client

from opendata import throttle

ADDRESS = "/search/?q=naloxone&chapter=1"
SUGGEST = "/search/suggest?q=nal"
pytestmark = pytest.mark.usefixtures("one_minute")


@pytest.fixture
def few(settings):
    settings.SEARCHES_A_MINUTE = 2


def statuses(client, address, number=3, **options):
    return [client.get(address, **options).status_code for _each in range(number)]


@pytest.mark.asvs("2.4.1")
@pytest.mark.django_db
def test_one_address_searches_so_often_and_is_told_to_wait(client, few):
    assert statuses(client, ADDRESS) == [200, 200, 429]
    refused = client.get(ADDRESS)
    page = BeautifulSoup(refused.content, "html.parser")
    assert page.h1.text == "Too many searches came from your network."
    assert refused["Retry-After"] in page.find(class_="lead").text
    assert 0 < int(refused["Retry-After"]) <= throttle.WINDOW
    assert page.main.find("a", href=ADDRESS).text == "Search again"


@pytest.mark.django_db
def test_it_goes_on_in_the_next_minute(client, few, monkeypatch):
    assert statuses(client, ADDRESS) == [200, 200, 429]
    later = throttle.time.time() + throttle.WINDOW
    monkeypatch.setattr(throttle, "time", SimpleNamespace(time=lambda: later))
    assert statuses(client, ADDRESS, 1) == [200]


@pytest.mark.django_db
def test_no_cache_hands_the_refusal_to_the_next_visitor(client, few):
    statuses(client, ADDRESS)
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]
    assert statuses(client, ADDRESS, 1, REMOTE_ADDR="192.0.2.9") == [200]


@pytest.mark.django_db
def test_a_forged_header_buys_no_searches(client, few):
    forged = [{"X-Forwarded-For": f"192.0.2.{number}"} for number in range(3)]
    assert [client.get(ADDRESS, headers=each).status_code for each in forged] == [200, 200, 429]


@pytest.mark.django_db
def test_what_is_in_the_address_is_only_text(client, few):
    address = '/search/?q="><script>alert(1)</script>'
    statuses(client, address)
    assert b"<script>alert" not in client.get(address).content


@pytest.mark.django_db
def test_suggestions_and_the_interface_are_counted_by_themselves(client, few, settings):
    statuses(client, ADDRESS)
    assert statuses(client, SUGGEST, 11) == [200] * 10 + [429]
    assert client.get(SUGGEST).content == b""
    assert client.get("/api/v1/search?q=naloxone").status_code == 200
    settings.OPEN_DATA_REQUESTS = 1
    assert statuses(client, "/api/v1/taxonomy", 1, REMOTE_ADDR="192.0.2.9") == [200]
    assert statuses(client, ADDRESS, 2, REMOTE_ADDR="192.0.2.9") == [200, 200]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection")
def test_all_workers_count_together(settings):
    """Threads with connections of their own stand for workers."""
    settings.SEARCHES_A_MINUTE, found = 12, []

    def search():
        found.extend(statuses(Client(), SUGGEST.replace("suggest", ""), 6))
        connections.close_all()

    threads = [threading.Thread(target=search) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [200] * 12 + [429] * 12
