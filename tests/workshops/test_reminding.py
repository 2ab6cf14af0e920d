"""Focal points are told that steps are due, once, and nothing of what they are."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from mail.models import Message
from tests import people
from workshops import answers, reminding
from workshops.models import Reminded, StateKey

from .made import Made

pytestmark = pytest.mark.django_db


def step(made, days, number=0, group=None):
    said = {"next_step": "zzstep", "owner": "zzowner"}
    # Of now: a run may last beyond midnight.
    said["next_date"] = (timezone.localdate() + timedelta(days=days)).isoformat()
    answers.keep(answers.answer_of(made.assessment, group, made.items[number]), said)


def sent():
    return list(Message.objects.filter(subject__contains="plan of action"))


@pytest.mark.parametrize(("days", "due"), [(8, 0), (7, 1), (0, 1), (-400, 1)])
def test_a_step_is_due_a_week_before_its_date(made, days, due):
    step(made, days)
    assert reminding.send_due() == due
    assert [mail.to for mail in sent()] == [made.person.email] * due


def test_of_one_step_and_date_nobody_is_reminded_twice(made):
    step(made, 3)
    counts = [reminding.send_due() for _time in range(3)]
    step(made, 2, number=1)
    counts.append(reminding.send_due())
    step(made, 5)  # the date of the first one was changed
    counts.append(reminding.send_due())
    assert counts == [1, 0, 0, 1, 1]


def test_the_mail_says_where_to_look_and_nothing_else(made):
    step(made, 1)
    call_command("remind_of_steps")
    [mail] = sent()
    words = [*made.all_words(), "zzstep", "zzowner", str(made.items[0].label), made.facilitator]
    assert [word for word in words if word in mail.subject + mail.body + mail.html] == []
    place = [made.room.uid, made.assessment.pk, "agreed"]
    assert reverse("workshop_results", args=place) in mail.body


def test_all_focal_points_of_the_state_are_told_and_no_participant_and_no_other_state(made):
    step(made, 1)
    second = people.focal_point("ke")
    people.focal_point("ke", is_active=False)
    people.focal_point("fr")
    people.officer()
    assert reminding.send_due() == 2
    assert {mail.to for mail in sent()} == {made.person.email, second.email}


def test_two_plans_of_a_state_are_one_mail(made):
    step(made, 1)
    other = Made("ke")
    step(other, 1)
    other.person.delete()
    reminding.send_due()
    [mail] = sent()
    assert mail.body.count("/results/") == 2


def test_a_room_in_which_reminders_are_off_sends_none(made):
    step(made, 1)
    made.room.reminds = False
    made.room.save()
    assert reminding.send_due() == 0
    assert not Reminded.objects.exists()


def test_what_a_group_wrote_by_itself_is_not_the_plan(made):
    step(made, 1, group=made.one)
    assert reminding.send_due() == 0


def test_an_erased_plan_is_passed_over(made):
    step(made, 1)
    StateKey.objects.all().delete()
    assert reminding.send_due() == 0
