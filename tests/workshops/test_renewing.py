"""A new key of a State: everything is sealed anew, and the old key goes when nothing needs it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from workshops import answers
from workshops.models import Answer, Room, StateKey
from workshops.state_keys import renewing

from .made import Made

pytestmark = pytest.mark.django_db


def texts():
    return {row.pk: row.data for row in Answer.objects.all()}


def numbers(model=Answer):
    return set(model.objects.values_list("key__number", flat=True))


def an_hour_later():
    earlier = timezone.now() - timedelta(hours=2)
    StateKey.objects.update(created_at=earlier)


def test_rows_are_sealed_anew_and_read_as_before(made):
    made.answered()
    before, sealed = texts(), set(Answer.objects.values_list("sealed", flat=True))
    call_command("renew_state_keys", "ke", now=True)
    assert texts() == before
    assert numbers() == numbers(Room) == {2}
    assert not {bytes(each) for each in sealed} & {
        bytes(each) for each in Answer.objects.values_list("sealed", flat=True)
    }


def test_the_old_key_is_deleted_when_nothing_refers_to_it_and_an_hour_has_passed(made):
    made.answered()
    renewing.begin(made.room.owner)
    renewing.go_on()
    assert StateKey.objects.count() == 2  # somebody may still write with the old one
    an_hour_later()
    call_command("work_on_state_keys")
    assert [key.number for key in StateKey.objects.all()] == [2]
    assert texts()


def test_the_background_goes_on_in_portions_and_keeps_the_key_until_the_last(made):
    made.answered()
    renewing.begin(made.room.owner)
    an_hour_later()
    while (left := Answer.objects.exclude(key__number=2).count()) or numbers(Room) != {2}:
        assert StateKey.objects.filter(number=1).exists(), left
        assert renewing.go_on(most=1) == 1
    while renewing.go_on(most=1):
        pass
    assert not StateKey.objects.filter(number=1).exists()


def test_a_row_that_somebody_writes_meanwhile_keeps_what_was_written(made):
    made.answered()
    row = Answer.objects.select_related("key").get(assessment=made.assessment, group=made.one)
    renewing.begin(made.room.owner)
    answers.keep(answers.answer_of(made.assessment, made.one, made.item), {"note": "newer"})
    assert renewing._seal_anew(row, StateKey.objects.current(made.room.owner)) is False
    assert Answer.objects.get(pk=row.pk).data["note"] == "newer"


def test_one_state_is_renewed_and_another_is_left_alone(made):
    other = Made("fr").answered()
    made.answered()
    call_command("renew_state_keys", "ke", now=True)
    assert set(other.assessment.answers.values_list("key__number", flat=True)) == {1}
    call_command("renew_state_keys", all=True, now=True)
    assert set(made.assessment.answers.values_list("key__number", flat=True)) == {3}


def test_a_state_that_does_not_exist_is_named(made):
    with pytest.raises(CommandError, match="xx"):
        call_command("renew_state_keys", "xx")
