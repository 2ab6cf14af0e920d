"""How long names and addresses of participants are kept: as the Privacy page says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.personal_data import retention
from workshops.models import Answer, Group, Participant, Room

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "kept"), [(90, True), (91, False)])
def test_they_are_deleted_90_days_after_the_last_day_and_answers_stay(made, days, kept):
    made.answered()
    Room.objects.update(ends_on=timezone.now().date() - timedelta(days=days))
    before = Participant.objects.count()
    assert before == 3
    retention.apply()
    assert Participant.objects.count() == (before if kept else 0)
    assert (Answer.objects.count(), Group.objects.count()) == (3, 2)
