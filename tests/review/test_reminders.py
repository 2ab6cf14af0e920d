"""Reminders: to whom it concerns, once in a period, and to nobody else."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from mail.models import Message
from practices.models import PracticePage
from review import reminders
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=40)


def waiting():
    author = people.focal_point("ke")
    return people.submitted(PracticeFactory(publish=False, **people.FILLED), author), author


def told(word):
    return sorted(Message.objects.filter(subject__startswith=word).values_list("to", flat=True))


def late():
    page, author = waiting()
    WorkflowState.objects.filter(object_id=page.pk).update(created_at=LONG_AGO)
    return page, author


def changes_asked(since=LONG_AGO):
    page, author = waiting()
    people.decide(page, people.officer(), "reject", "More.")
    TaskState.objects.filter(workflow_state__object_id=page.pk).update(finished_at=since)
    return page, author


def to_confirm():
    page, author = PracticeFactory(state="ke"), people.focal_point("ke")
    year_ago = timezone.now() - timedelta(days=370)
    PracticePage.objects.filter(pk=page.pk).update(first_published_at=year_ago)
    return page, author


def test_a_late_review_is_the_officers():
    officer, _case = people.officer(), late()
    assert reminders.send_due() == 1
    assert told("Late") == [officer.email]


def test_what_is_in_time_is_nobodys():
    people.officer()
    waiting()
    changes_asked(since=timezone.now())
    PracticeFactory()
    assert reminders.send_due() == 0


@pytest.mark.parametrize(
    ("case", "word"), [(changes_asked, "Still with you"), (to_confirm, "Is it")]
)
def test_the_state_is_reminded_and_no_other(case, word):
    people.focal_point("fr")
    _page, author = case()
    assert reminders.send_due() == 1
    assert told(word) == [author.email]


@pytest.mark.parametrize("case", [late, changes_asked, to_confirm])
def test_once_in_a_period_however_often_it_runs(case):
    people.officer()
    case()
    now = timezone.now()
    first = reminders.send_due(now)
    assert (first, reminders.send_due(now), reminders.send_due(now)) == (1, 0, 0)
    assert reminders.send_due(now + timedelta(days=40)) == 1


def test_the_command(capsys):
    people.officer()
    late()
    call_command("remind")
    call_command("remind")
    assert capsys.readouterr().out == "1 reminders.\n"
