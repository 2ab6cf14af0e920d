"""What a State submits goes to the officer of its UN regional group."""

import pytest

from audit.models import AuditEntry
from mail.models import Message
from review import assignment
from review.models import Assignment
from taxonomy.models import Region
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def region(key="african"):
    return Region.objects.get(key=key)


def submit(state="ke"):
    page = PracticeFactory(state=state, publish=False, **people.FILLED)
    return people.submitted(page, people.focal_point(state))


def test_the_officer_of_the_region_is_in_charge_and_the_only_one_told():
    mine, other = people.officer(), people.officer()
    assignment.set_reviewer(region(), mine, other)
    page = submit()
    assert Assignment.objects.get(page=page).reviewer == mine
    told = Message.objects.filter(subject__startswith="For review")
    assert [message.to for message in told] == [mine.email]
    assert AuditEntry.objects.get(action="assigned").after["why"] == "region"


def test_a_state_counts_in_one_region():
    weog, asia = people.officer(), people.officer()
    assignment.set_reviewer(region("asia-pacific"), asia, asia)
    assignment.set_reviewer(region("weog"), weog, weog)
    assert Assignment.objects.get(page=submit("tr")).reviewer == weog


def test_other_regions_and_former_officers_are_passed_over():
    officer = people.officer()
    assignment.set_reviewer(region("grulac"), officer, officer)
    submit()
    former = people.officer()
    assignment.set_reviewer(region(), former, officer)
    former.groups.clear()
    submit()
    assert not Assignment.objects.exists()


def test_who_is_in_charge_already_stays():
    first, second = people.officer(), people.officer()
    page = PracticeFactory(publish=False, **people.FILLED)
    Assignment.objects.create(page=page, reviewer=first)
    assignment.set_reviewer(region(), second, second)
    people.submitted(page, people.focal_point("ke"))
    assert Assignment.objects.get().reviewer == first


def test_naming_leaves_its_trail_and_naming_again_none():
    officer = people.officer()
    for reviewer in (officer, officer, None):
        assignment.set_reviewer(region(), reviewer, officer)
    entries = AuditEntry.objects.filter(action="region assigned").order_by("number")
    assert [entry.after["reviewer"] for entry in entries] == [officer.username, ""]
