"""Mail survives a mail server that does not answer, and goes to the right people only."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from mail import outbox
from mail.models import Message
from practices.models import PracticePage
from review import clearing
from review.models import Assignment
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db
SERVER = "django.core.mail.backends.locmem.EmailBackend.send_messages"


def addresses():
    return set(Message.objects.values_list("to", flat=True))


def submitted(author):
    return people.submitted(PracticeFactory(publish=False, **people.FILLED), author)


@pytest.mark.asvs("16.5.2")
@pytest.mark.fault(35)
def test_a_dead_server_stops_no_submission_and_loses_no_mail():
    author = people.focal_point("ke")
    with patch(SERVER, side_effect=OSError("refused")):
        submitted(author)
        call_command("send_mail_queue")
    message = Message.objects.get(to=author.email)
    assert (message.state, message.attempts) == ("pending", 1)
    assert "refused" in message.last_error
    assert message.next_try > timezone.now()
    Message.objects.update(next_try=timezone.now())
    call_command("send_mail_queue")
    call_command("send_mail_queue")
    assert [sent.to for sent in mail.outbox] == [[author.email]]


def test_waiting_grows_and_ends():
    message = outbox.put("a@example.org", "s", "b")
    waits = []
    with patch(SERVER, side_effect=OSError):
        for _attempt in range(outbox.ATTEMPTS):
            Message.objects.update(next_try=timezone.now())
            outbox.send_due()
            message.refresh_from_db()
            waits.append(message.next_try - timezone.now())
    assert message.state == "failed"
    assert waits[0] < waits[1] < waits[2]
    assert max(waits) <= timedelta(hours=6)


def test_one_bad_message_does_not_hold_up_the_others():
    outbox.put("a@é..org", "s", "b")
    outbox.put("a@example.org", "s", "b")
    assert outbox.send_due() == (1, 1)


def test_an_undone_change_sends_nothing():
    author = people.focal_point("ke")
    with transaction.atomic():
        submitted(author)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


@pytest.mark.asvs("1.3.11")
def test_a_line_break_in_a_title_is_no_header():
    outbox.put("a@example.org", "Title\nBcc: thief@example.org", "b")
    outbox.send_due()
    assert mail.outbox[0].recipients() == ["a@example.org"]


def test_mails_of_django_wait_too_and_keys_are_wiped_once_sent(settings):
    settings.EMAIL_BACKEND = "mail.outbox.QueueBackend"  # pytest-django puts another one
    send_mail("Reset", "secret link", None, ["a@example.org"])
    assert mail.outbox == []
    outbox.send_due()
    assert mail.outbox[0].body == "secret link"
    assert Message.objects.get().body == ""


def test_each_step_tells_the_right_people():
    author, colleague = people.focal_point("ke"), people.focal_point("ke")
    stranger, former = people.focal_point("fr"), people.focal_point("ke", is_active=False)
    first, second = people.officer(), people.officer()
    state, office = {author.email, colleague.email}, {first.email, second.email}
    page = submitted(author)
    assert addresses() == state | office
    for action in ("approve", "reject"):
        Message.objects.all().delete()
        people.decide(page, first, action, "Say more.")
        assert state <= addresses()
        assert addresses().isdisjoint({stranger.email, former.email})
    assert "Say more." in Message.objects.get(to=author.email).body
    assert f"/submit/{page.pk}/" in Message.objects.get(to=author.email).body


def test_the_officer_in_charge_is_told_alone():
    author, first, second = people.focal_point("ke"), people.officer(), people.officer()
    page = PracticeFactory(publish=False, **people.FILLED)
    Assignment.objects.create(page=page, reviewer=second)
    people.submitted(page, author)
    assert addresses() == {author.email, second.email}
    assert first.email not in addresses()


def test_being_declined_is_told_once_with_its_reason():
    author, officer = people.focal_point("ke"), people.officer()
    page = submitted(author)
    Message.objects.all().delete()
    people.decide(page, officer, "decline", "Out of scope.")
    message = Message.objects.get()
    assert (message.to, "Out of scope." in message.body) == (author.email, True)


def test_publication_withdrawal_and_taking_back_are_told():
    author, officer = people.focal_point("ke"), people.officer()
    page = submitted(author)
    Message.objects.all().delete()
    for _step in range(2):
        people.decide(page, officer)
    assert Message.objects.filter(to=author.email, subject__startswith="Published").count() == 1
    fresh = PracticePage.objects.get(pk=page.pk)
    fresh.unpublish(user=author)
    assert Message.objects.filter(to=officer.email, subject__startswith="Withdrawn").count() == 1
    people.submitted(fresh, author)
    Message.objects.all().delete()
    clearing.take_back(fresh, author)
    assert addresses() == {officer.email}


def test_a_voided_clearance_is_told_to_the_state():
    author, officer = people.focal_point("ke"), people.officer()
    page = submitted(author)
    Message.objects.all().delete()
    page.summary = "By an officer."
    page.save_revision(user=officer)
    assert [(m.to, m.subject[:18]) for m in Message.objects.all()] == [
        (author.email, "Please clear again")
    ]
