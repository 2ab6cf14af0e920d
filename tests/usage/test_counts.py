"""What visitors do is counted by day; never by whom, and never at the cost of a page."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory
from usage import counters
from usage.models import DailyCount
from usage.words import harmless

pytestmark = pytest.mark.django_db


def counted(kind):
    counters.write()
    return dict(DailyCount.objects.filter(kind=kind).values_list("key", "count"))


def test_the_pages_that_are_seen(client):
    practice = PracticeFactory()
    for address in (practice.url, practice.url, "/", "/coverage/?rows=region", "/nowhere/"):
        client.get(address)
    client.head("/")
    assert counted("view") == {practice.url: 2, "/": 1, "/coverage/": 1}


def test_those_who_work_here_and_robots_are_not_counted(client):
    client.get("/", headers={"user-agent": "Mozilla/5.0 (compatible; ExampleBot/1.0)"})
    client.get("/search/?q=xyzzy", headers={"user-agent": "ExampleBot/1.0"})
    client.force_login(people.officer())
    client.get("/")
    client.get("/search/?q=xyzzy")
    counters.write()
    assert not DailyCount.objects.exists()


def test_searches_and_what_they_filter_by(client):
    chapter = Chapter.objects.first()
    PracticeFactory(title="Naloxone", terms={"chapters": [chapter]})
    client.get("/search/?q=naloxone&chapter=1&state=ke&state=fr")
    client.get("/search/?q=naloxone&chapter=1&page=2")
    client.get("/search/?q=Xyzzy++plugh")
    assert counted("search") == {"": 2}
    assert counted("filter") == {"chapter=1": 1, "state=ke": 1, "state=fr": 1}
    assert counted("nothing") == {"xyzzy plugh": 1}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Methadone  in PRISON", "methadone in prison"),
        ("strategy 2022-2026", ""),
        ("act of 2019", "act of 2019"),
        ("jane.doe@example.org", ""),
        ("+43 1 26060 0", ""),
        ("see www.example.org", ""),
        ("https://example.org", ""),
        ("a" * 81, ""),
    ],
)
def test_words_that_could_tell_of_a_person_are_not_kept(text, kept):
    assert harmless(text) == kept


def test_counts_of_several_processes_add_up():
    for _process in range(3):
        counters.add("view", "/")
        counters.add("view", "/about/")
        counters.write()
    assert counted("view") == {"/": 3, "/about/": 3}


def test_counts_that_cannot_be_written_wait_and_no_page_fails(client, settings, caplog):
    settings.USAGE_SECONDS_IN_MEMORY = 0

    def refuse(execute, sql, params, many, context):
        if "usage_dailycount" in sql:
            raise DatabaseError("no room")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        assert client.get("/").status_code == 200
    assert "could not be written" in caplog.text
    assert counted("view") == {"/": 1}


def test_a_flood_is_bounded(monkeypatch):
    monkeypatch.setattr(counters, "KINDS_KEPT", 5)
    monkeypatch.setattr(counters, "ROWS_A_DAY", 7)
    for start in (0, 100):
        for number in range(start, start + 50):
            counters.add("nothing", f"flood {number}")
        counters.write()
    assert DailyCount.objects.count() == 5


def test_old_counts_are_forgotten():
    old = timezone.localdate() - timedelta(days=counters.DAYS_KEPT + 1)
    DailyCount.objects.create(day=old, kind="view", key="/", count=9)
    counters.add("view", "/")
    counters.write()
    assert list(DailyCount.objects.values_list("day", flat=True)) == [timezone.localdate()]


def test_nothing_about_the_visitor_is_stored():
    names = {field.name for field in DailyCount._meta.get_fields()}
    assert names == {"id", "day", "kind", "key", "count"}
