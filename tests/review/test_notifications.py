"""One mail for each event and person."""

import pytest

from mail.models import Message
from tests import people
from tests.factories import PracticeFactory


@pytest.mark.django_db
def test_each_event_is_one_mail_for_each_person(django_capture_on_commit_callbacks):
    author, officer, root = people.focal_point("ke"), people.officer(), people.superuser()
    with django_capture_on_commit_callbacks(execute=True):
        page = people.submitted(PracticeFactory(publish=False, **people.FILLED), author)
        people.decide(page, officer, "reject", "More.")
    subjects = sorted(Message.objects.filter(to=author.email).values_list("subject", flat=True))
    assert [subject.split(":")[0] for subject in subjects] == ["Changes requested", "Submitted"]
    assert Message.objects.filter(to=officer.email).count() == 1
    assert not Message.objects.filter(to=root.email).exists()
