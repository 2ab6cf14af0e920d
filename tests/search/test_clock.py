"""Row 34: what happens by the clock, with the clock late, twice and set back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from search.audit import audit, repair
from search.models import IndexState
from tests.factories import PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
HOUR = timedelta(hours=1)


class Clock:
    """What Django takes for the time: shifted by as much as a test says."""

    def __init__(self, now):
        self.shift, self._now = timedelta(), now

    def now(self):
        return self._now() + self.shift


@pytest.fixture
def clock(monkeypatch):
    clock = Clock(timezone.now)
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


def is_public(client, page):
    """Whether it is read and found; both, or neither."""
    read = client.get(page.url).status_code == 200
    counted = client.get("/api/v1/practices?q=zorga").json()["total"]
    shown = page.title in client.get("/search/?q=zorga").content.decode()
    assert (read, shown, counted) in {(True, True, 1), (False, False, 0)}
    return read


@pytest.mark.fault(34)
def test_an_embargo_ends_late_by_as_much_as_the_worker_slept_and_not_early(client, clock, settle):
    page = PracticeFactory(title="zorga brint", embargo_until=timezone.now() + HOUR)
    settle()
    clock.shift = HOUR - timedelta(minutes=1)
    settle()
    assert not is_public(client, page)
    clock.shift = 3 * HOUR  # nothing ran meanwhile
    settle()
    assert is_public(client, page)
    settle()  # a second worker finds nothing to do
    assert audit().pages == []
    assert not IndexState.objects.get(page_id=page.pk).pending


@pytest.mark.fault(34)
def test_a_clock_set_back_shows_nothing_before_its_time(client, clock, settle):
    page = PracticeFactory(title="zorga brint", embargo_until=timezone.now() + HOUR)
    clock.shift = 2 * HOUR
    settle()
    assert is_public(client, page)
    clock.shift = timedelta()
    assert client.get(page.url).status_code == 404
    assert page.title not in client.get("/search/?q=zorga").content.decode()
    repair(audit())
    settle()
    assert not is_public(client, page)
    clock.shift = 2 * HOUR
    settle()
    assert is_public(client, page)


@pytest.mark.fault(34)
def test_what_expires_goes_by_itself_and_once(client, clock, settle):
    page = PracticeFactory(title="zorga brint")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + HOUR)
    settle()
    assert is_public(client, page)
    clock.shift = 3 * HOUR
    for _time in range(2):
        call_command("publish_scheduled")
    settle()
    assert not is_public(client, page)
    ended = Page.objects.get(pk=page.pk)
    assert (ended.live, ended.expired) == (False, True)
