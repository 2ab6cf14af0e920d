"""Publication events: one row for whatever the public sees appear, change or go."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from audit.models import AuditEntry
from mail.models import Message
from opendata import news
from opendata.models import PublicRecord
from practices.models import PracticePage, PublicationEvent
from review.models import Confirmation
from search.models import IndexState
from tests import people
from tests.factories import PracticeFactory, fresh, state_page
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]


def events(page):
    rows = PublicationEvent.objects.filter(page_id=page.pk).order_by("pk")
    return [(row.kind, row.way) for row in rows]


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker):
    yield from shared(_published, django_db_blocker)


@pytest.fixture
def page(published):
    return fresh(published)


def _published():
    """A page whose publication everybody has read of."""
    page = PracticeFactory(**people.FILLED)
    news.gather()
    PublicationEvent.objects.all().delete()
    Message.objects.all().delete()
    IndexState.objects.all().delete()
    return page


def withdraw(client, page):
    page.unpublish()


def withdraw_by_bulk_action(client, page):
    client.force_login(people.officer())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{address}?id={page.pk}")


def expire(client, page):
    PracticePage.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    call_command("publish_scheduled")


def take_offline_by_code(client, page):
    page.live = False
    page.save()


def delete(client, page):
    page.delete()


def restrict(client, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def restrict_the_page_above(client, page):
    restrict(client, state_page("ke"))


def restrict_and_open(client, page):
    restrict(client, page)
    PageViewRestriction.objects.get(page=page).delete()


def move(client, page):
    page.move(state_page("fr"), pos="last-child")


def reclassify(client, page):
    page.save_and_publish(people.officer(), "reclassification")


WAYS = {
    withdraw: [("withdrawn", "unpublished")],
    withdraw_by_bulk_action: [("withdrawn", "unpublished")],
    expire: [("withdrawn", "expiry")],
    take_offline_by_code: [("withdrawn", "unpublished")],
    delete: [("withdrawn", "deletion")],
    restrict: [("restricted", "restriction")],
    restrict_the_page_above: [("restricted", "restriction")],
    restrict_and_open: [("restricted", "restriction"), ("opened", "restriction")],
    move: [("changed", "move")],
    reclassify: [("changed", "reclassification")],
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_way_writes_its_event_and_marks_the_index(client, page, way):
    way(client, page)
    assert events(page) == WAYS[way]
    assert IndexState.objects.get(page_id=page.pk).pending


HIDDEN = [withdraw, withdraw_by_bulk_action, expire, delete, restrict, restrict_the_page_above]


@pytest.mark.parametrize("way", HIDDEN, ids=lambda way: way.__name__)
def test_the_ledger_reads_the_event(client, page, way):
    assert PublicRecord.objects.get(page_id=page.pk).withdrawn_at is None
    way(client, page)
    assert news.gather() == 1
    assert PublicRecord.objects.get(page_id=page.pk).withdrawn_at is not None
    assert not PublicationEvent.objects.unnoticed().exists()


def test_a_move_is_a_change_for_harvesters(client, page):
    before = PublicRecord.objects.get(page_id=page.pk).changed_at
    PublicRecord.objects.update(changed_at=before - timedelta(days=1))
    move(client, page)
    assert news.gather() == 1
    assert PublicRecord.objects.get(page_id=page.pk).changed_at >= before


def test_what_left_no_event_is_found_once_a_day(page):
    PracticePage.objects.filter(pk=page.pk).update(live=False)
    assert news.gather() == 0
    call_command("reconcile_ledger")
    assert PublicRecord.objects.get(page_id=page.pk).withdrawn_at is not None


def test_a_draft_writes_no_event_and_does_not_touch_the_index():
    page = PracticeFactory(publish=False)
    page.title = "Another title"
    page.save_revision()
    assert events(page) == []
    assert not IndexState.objects.filter(page_id=page.pk).exists()


def test_a_draft_of_a_public_text_writes_no_event(page):
    page.title = "Another title"
    page.save_revision()
    assert events(page) == []


def test_trail_mail_and_confirmation_follow_a_review():
    page = PracticeFactory(publish=False, **people.FILLED)
    people.submitted(page, people.focal_point("ke"))
    first, second = people.officer(), people.officer()
    people.decide(page, first)
    Message.objects.all().delete()
    people.decide(page, second)
    assert events(page) == [("published", "review")]
    entry = AuditEntry.objects.of_page(page).get(action="published")
    assert (entry.actor_id, entry.after["way"]) == (second.pk, "review")
    assert Message.objects.filter(subject__startswith="Published:").count() == 1
    assert Confirmation.objects.filter(page_id=page.pk).exists()


def test_an_event_is_undone_with_its_publication(page, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("review.receivers.notices.withdrawn", fail)
    with pytest.raises(RuntimeError):
        page.unpublish()
    page.refresh_from_db()
    assert page.live
    assert events(page) == []


def test_the_end_of_an_embargo_is_recorded_and_told_once(settings):
    people.focal_point("ke")
    page = PracticeFactory(embargo_until=timezone.now() + timedelta(days=1), **people.FILLED)
    call_command("record_ended_embargoes")
    assert events(page) == [("published", "test")]
    earlier = timezone.now() - timedelta(days=2)
    PublicationEvent.objects.filter(page_id=page.pk).update(at=earlier)
    ended = earlier + timedelta(days=1)
    PracticePage.objects.filter(pk=page.pk).update(embargo_until=ended)
    Message.objects.all().delete()
    for _minute in range(2):
        call_command("record_ended_embargoes")
    assert events(page) == [("published", "test"), ("opened", "embargo")]
    assert Message.objects.filter(subject__startswith="Published:").count() == 1


def test_a_text_approved_after_its_embargo_is_told_once():
    people.focal_point("ke")
    page = PracticeFactory(embargo_until=timezone.now() - timedelta(days=1), **people.FILLED)
    call_command("record_ended_embargoes")
    assert events(page) == [("published", "test")]
