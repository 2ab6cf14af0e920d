"""Many contributions under other headings: what is shown is what is done, and it can be undone."""

import pytest
from django.core.exceptions import PermissionDenied

from audit import trail
from audit.models import AuditEntry
from mail.models import Message
from practices.models import PracticePage
from review import reclassification
from taxonomy.models import Challenge, Chapter
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return Chapter.objects.get(number=1)


@pytest.fixture
def two():
    return Chapter.objects.get(number=2)


@pytest.fixture
def page(one):
    return PracticeFactory(state="ke", summary="Words.", terms={"chapters": [one]})


def chapters(page):
    fresh = PracticePage.objects.get(pk=page.pk)
    in_public = [chapter.number for chapter in fresh.chapters.all()]
    newest = fresh.get_latest_revision_as_object()
    assert [chapter.number for chapter in newest.chapters.all()] == in_public
    return in_public


def proposed(pages, **change):
    return reclassification.propose(people.officer(), "A change", pages, **change)


def test_a_proposal_changes_nothing(page, one, two):
    proposal = proposed([page], remove=one, add=two)
    assert chapters(page) == [1]
    assert proposal.rows[0]["after"]["chapters"] == [two.pk]


def test_another_officer_applies_it_and_it_is_undone(page, one, two):
    challenge = Challenge.objects.first()
    proposal = proposed([page], remove=one, add=two)
    assert reclassification.apply(proposal, people.officer()) == (1, 0)
    assert chapters(page) == [2]
    proposal.refresh_from_db()
    assert reclassification.undo(proposal, people.officer()) == (1, 0)
    assert chapters(page) == [1]
    assert challenge not in PracticePage.objects.get(pk=page.pk).challenges.all()


def test_a_challenge_is_added_and_the_chapters_stay(page):
    challenge = Challenge.objects.first()
    reclassification.apply(proposed([page], add=challenge), people.officer())
    assert chapters(page) == [1]
    assert list(PracticePage.objects.get(pk=page.pk).challenges.all()) == [challenge]


@pytest.mark.parametrize("who", ["proposer", "superuser"])
def test_who_proposed_does_not_apply_nor_does_a_superuser(page, two, who):
    proposer = people.officer()
    proposal = reclassification.propose(proposer, "Mine", [page], add=two)
    with pytest.raises(PermissionDenied):
        reclassification.apply(proposal, proposer if who == "proposer" else people.superuser())
    assert chapters(page) == [1]


def test_what_is_worked_on_is_left_alone(page, two):
    proposal, author = proposed([page], add=two), people.focal_point("ke")
    draft = page.get_latest_revision_as_object()
    draft.summary = "New words."
    draft.save_revision(user=author)
    assert reclassification.apply(proposal, people.officer()) == (0, 1)
    assert [chapter.number for chapter in PracticePage.objects.get(pk=page.pk).chapters.all()] == [
        1
    ]


def test_what_was_withdrawn_does_not_come_back(page, two):
    proposal = proposed([page], add=two)
    page.unpublish()
    assert reclassification.apply(proposal, people.officer()) == (0, 1)
    assert not PracticePage.objects.get(pk=page.pk).live


def test_what_has_other_headings_by_now_is_left_alone(page, one, two):
    first, second = proposed([page], remove=one), proposed([page], add=two)
    reclassification.apply(first, people.officer())
    assert reclassification.apply(second, people.officer()) == (0, 1)
    assert chapters(page) == []


def test_a_proposal_is_decided_once(page, two):
    proposal, officer = proposed([page], add=two), people.officer()
    with pytest.raises(PermissionDenied):
        reclassification.undo(proposal, officer)
    reclassification.apply(proposal, officer)
    with pytest.raises(PermissionDenied):
        reclassification.apply(proposal, officer)
    with pytest.raises(PermissionDenied):
        reclassification.discard(proposal, officer)


def test_pages_without_a_change_are_no_part_of_it(page, one):
    assert proposed([page], add=one).rows == []


def test_the_trail_and_the_state_are_told(page, two):
    person = people.focal_point("ke")
    stranger = people.focal_point("fr")
    reclassification.apply(proposed([page], add=two), people.officer())
    edited, published = (
        AuditEntry.objects.of_page(page).filter(action=action).first()
        for action in ("edited", "published")
    )
    assert len(edited.after["chapters"]) == 2
    assert published.after["way"] == "reclassification"
    subjects = list(Message.objects.filter(to=person.email).values_list("subject", flat=True))
    assert [subject.split(":")[0] for subject in subjects] == ["Filed under other headings"]
    assert not Message.objects.filter(to=stranger.email).exists()
    assert list(trail.faults()) == []
