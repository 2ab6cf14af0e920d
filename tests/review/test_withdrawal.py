"""Withdrawal from public view: it ends the review and the State's word, and is told once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from mail.models import Message
from review import clearing
from review.models import Clearance
from submission.status import status_of
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory, fresh
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _submitted(django_db_setup, django_db_blocker):
    yield from shared(_update, django_db_blocker)


def _update():
    """A public text, with an update of which one step is approved."""
    author = people.focal_point("ke")
    page = PracticeFactory(**people.FILLED)
    page.summary = "An update."
    people.submitted(page, author)
    people.decide(page, people.officer())
    Message.objects.all().delete()
    return author, page


def withdraw_in_the_guided_form(client, page, author):
    client.force_login(author)
    client.post(reverse("submission_withdraw", args=[page.pk]))


def withdraw_in_the_editor(client, page, author):
    client.force_login(people.officer())
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def withdraw_by_bulk_action(client, page, author):
    client.force_login(people.officer())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{address}?id={page.pk}")


def expire(client, page, author):
    page.expire_at = timezone.now()
    page.save()
    call_command("publish_scheduled")


WAYS = [
    withdraw_in_the_guided_form,
    withdraw_in_the_editor,
    withdraw_by_bulk_action,
    expire,
]


@pytest.mark.parametrize("withdraw", WAYS)
def test_every_way_ends_review_and_clearance_with_one_mail(client, page, author, withdraw):
    run = page.current_workflow_task_state
    withdraw(client, page, author)
    told = list(Message.objects.order_by("to").values_list("to", flat=True))
    assert author.email in told
    assert sorted(set(told)) == told
    assert {message.subject for message in Message.objects.all()} == {f"Withdrawn: {page.title}"}
    assert not fresh(page).live
    assert fresh(page).current_workflow_state is None
    assert not Clearance.objects.of(page).exists()
    with pytest.raises(PermissionDenied):
        run.approve(user=people.officer())
    assert not fresh(page).live
    actions = [entry.action for entry in AuditEntry.objects.of_page(page).order_by("number")]
    assert actions[-3:] == ["withdrawn", "review ended", "clearance voided"]


def test_asked_for_changes_then_withdrawn_is_not_called_declined(client, author):
    page = PracticeFactory(**people.FILLED)
    page.summary = "An update."
    people.submitted(page, author)
    people.decide(page, people.officer(), "reject", "Say more.")
    withdraw_in_the_guided_form(client, page, author)
    assert fresh(page).current_workflow_state is None
    assert status_of(fresh(page)).code == "withdrawn"


def test_a_review_taken_back_after_a_withdrawal_is_told(client, page, author):
    withdraw_in_the_guided_form(client, page, author)
    people.submitted(fresh(page).get_latest_revision_as_object(), author)
    Message.objects.all().delete()
    clearing.take_back(fresh(page), author)
    assert {message.subject for message in Message.objects.all()} == {f"Taken back: {page.title}"}
    assert not Clearance.objects.of(page).exists()


def test_it_comes_back_by_a_new_clearance_and_two_officers_only(client, page, author):
    withdraw_in_the_guided_form(client, page, author)
    with pytest.raises(PermissionDenied):
        clearing.submit(fresh(page), author)
    people.submitted(fresh(page).get_latest_revision_as_object(), author)
    people.decide(page, people.officer())
    assert not fresh(page).live
    people.decide(page, people.officer())
    assert fresh(page).live


def test_what_came_too_late_is_said(client, page, author):
    withdraw_in_the_guided_form(client, page, author)
    for name, answer in (
        ("submission_withdraw", "It was no longer public"),
        ("submission_take_back", "The review has already ended"),
    ):
        response = client.post(reverse(name, args=[page.pk]), follow=True)
        assert answer in response.content.decode()


def test_who_had_the_check_page_open_is_told_of_the_withdrawal_before_it_is_submitted(
    client, author
):
    page = PracticeFactory(terms={"chapters": [Chapter.objects.first()]}, **people.FILLED)
    page.save_revision(user=author)
    address = reverse("submission_check", args=[page.pk])
    client.force_login(people.focal_point("ke"))
    data = {"cleared": "yes", "text": client.get(address).context["text"]}
    fresh(page).unpublish(user=author)
    response = client.post(address, data)
    assert "was withdrawn since" in response.content.decode()
    assert fresh(page).current_workflow_state is None
    assert not Clearance.objects.of(page).exists()
    client.post(address, data | {"text": response.context["text"]})
    assert fresh(page).workflow_in_progress
