"""Two keys: the State's word and the Secretariat's review, each bound to the very text."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowTask

from home.site_tree import build
from review import clearing
from review.models import AlreadyDecidedError, Clearance, FourEyesTask
from tests import people
from tests.editor import filled_form
from tests.factories import PracticeFactory, fresh, state_page

pytestmark = pytest.mark.django_db


def test_the_whole_way(page):
    first, second = people.officer(), people.officer()
    people.decide(page, first)
    assert not fresh(page).live
    assert fresh(page).current_workflow_task.name == "Substantive review"
    people.decide(page, second)
    assert fresh(page).live
    assert fresh(page).current_workflow_state is None


def test_who_approved_one_step_leaves_the_other_to_a_colleague(client, page):
    first, _second = people.officer(), people.officer()
    people.decide(page, first)
    with pytest.raises(PermissionDenied):
        people.decide(page, first)
    assert post_decision(client, page, "approve", first).status_code == 403
    assert fresh(page).current_workflow_task.name == "Substantive review"
    assert not fresh(page).live


def test_a_superuser_is_no_officer(page):
    with pytest.raises(PermissionDenied):
        people.decide(page, people.superuser())
    assert fresh(page).current_workflow_task.name == "Completeness check"


def test_an_officer_who_is_alone_takes_both_steps(page):
    only = people.officer()
    people.decide(page, only)
    people.decide(page, only)
    assert fresh(page).live


def test_a_changed_text_needs_both_officers_again(page, author):
    first, second = people.officer(), people.officer()
    people.decide(page, first)
    people.decide(page, second, "reject", "More.")
    changed = fresh(page).get_latest_revision_as_object()
    changed.summary = "More."
    people.submitted(changed, author)
    people.decide(page, second)  # it goes on where it stopped, then back to the earlier step
    with pytest.raises(PermissionDenied):
        people.decide(page, second)
    people.decide(page, first)
    assert fresh(page).summary == "More."


def test_building_again_keeps_one_workflow_with_two_steps():
    build()
    assert Workflow.objects.filter(name="Review by the Secretariat").count() == 1
    assert [task.name for task in state_page("ke").get_workflow().tasks] == [
        "Completeness check",
        "Substantive review",
    ]


@pytest.mark.asvs("2.3.1")
def test_what_is_not_cleared_cannot_be_submitted(author):
    page = PracticeFactory(publish=False)
    page.save_revision(user=author)
    with pytest.raises(PermissionDenied, match="not cleared"):
        clearing.submit(page, author)
    assert fresh(page).current_workflow_state is None


def test_a_clearance_is_for_one_text(author):
    page = people.cleared(PracticeFactory(publish=False), author)
    assert Clearance.objects.holds_for(page)
    page.save_revision(user=author)
    assert Clearance.objects.holds_for(page)
    page.summary = "Another one."
    page.save_revision(user=author)
    assert not Clearance.objects.holds_for(page)
    with pytest.raises(PermissionDenied):
        clearing.submit(page, author)


@pytest.mark.parametrize("who", ["officer", "superuser", "stranger"])
def test_only_the_state_clears(who):
    page = PracticeFactory(publish=False)
    person = people.focal_point("fr") if who == "stranger" else getattr(people, who)()
    with pytest.raises(PermissionDenied):
        clearing.clear(page, person)


def test_a_reviewers_edit_voids_the_clearance_for_good(page):
    officer, other = people.officer(), people.officer()
    changed = fresh(page).get_latest_revision_as_object()
    before, changed.summary = changed.summary, "Improved by an officer."
    changed.save_revision(user=officer)
    with pytest.raises(PermissionDenied):
        people.decide(page, other)
    changed.summary = before
    changed.save_revision(user=officer)
    with pytest.raises(PermissionDenied):
        people.decide(page, other)


def test_after_a_reviewers_edit_the_state_clears_again_and_another_officer_approves(page, author):
    officer, other = people.officer(), people.officer()
    people.decide(page, other)
    changed = fresh(page).get_latest_revision_as_object()
    changed.summary = "Improved by an officer."
    changed.save_revision(user=officer)
    clearing.clear(fresh(page), author)
    with pytest.raises(PermissionDenied):
        people.decide(page, officer)
    while fresh(page).current_workflow_state:
        people.decide(page, other)
    assert fresh(page).summary == "Improved by an officer."
    runs = TaskState.objects.filter(status="approved", revision=fresh(page).live_revision)
    assert {run.task.name for run in runs} == {"Completeness check", "Substantive review"}


@pytest.mark.asvs("2.3.5")
@pytest.mark.fault(4)
@pytest.mark.parametrize("who", ["author", "superuser who wrote"])
def test_nobody_approves_the_own_text(who, author):
    page = PracticeFactory(publish=False)
    people.cleared(page, author)
    root = people.superuser()
    if who == "superuser who wrote":
        page.summary = "Written by root."
        page.save_revision(user=root)
        clearing.clear(page, author)
    clearing.submit(page, author)
    with pytest.raises(PermissionDenied):
        people.decide(page, author if who == "author" else root)
    assert fresh(page).current_workflow_task.name == "Completeness check"


def post_decision(client, page, action, person, comment=""):
    client.force_login(person)
    return client.post(people.decision_address(page, action), {"comment": comment})


@pytest.mark.fault(4)
def test_a_hand_made_approval_of_the_last_editor_is_refused(client, author):
    root = people.superuser()
    page = PracticeFactory(publish=False)
    page.save_revision(user=root)
    people.submitted(page, author)
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "Changed by root."
    draft.save_revision(user=root)
    clearing.clear(fresh(page), author)
    for _attempt in range(2):
        post_decision(client, page, "approve", root)
    assert TaskState.objects.filter(status="approved").count() == 0
    assert not fresh(page).live


def test_approving_by_the_view_publishes(client, page):
    for _step in range(2):
        post_decision(client, page, "approve", people.officer())
    assert fresh(page).live


@pytest.mark.parametrize("action", ["reject", "decline"])
def test_a_reason_is_owed(client, page, action):
    officer = people.officer()
    post_decision(client, page, action, officer)
    assert fresh(page).current_workflow_task_state.status == "in_progress"
    post_decision(client, page, action, officer, comment="Too short.")
    state = fresh(page).workflow_states.first()
    assert state.status == {"reject": "needs_changes", "decline": "cancelled"}[action]
    assert state.task_states.first().comment == "Too short."


def test_changes_asked_then_submitted_again(page, author):
    officer = people.officer()
    people.decide(page, officer, "reject", "Say how many.")
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "Forty people."
    people.submitted(draft, author)
    for _step in range(2):
        people.decide(page, officer)
    assert fresh(page).summary == "Forty people."


def test_nobody_decides_in_wagtails_editor(client, page):
    """One place for decisions, which names the step and the text that were on screen."""
    client.force_login(people.officer())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled_form(client, address) | {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps({"comment": ""}),
    }
    client.post(address, data)
    run = fresh(page).current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", run.pk]))
    assert fresh(page).current_workflow_task.name == "Completeness check"
    assert TaskState.objects.filter(status="approved").count() == 0


def test_another_workflow_does_not_publish(page, author):
    """A workflow of stock tasks, made by a superuser, leads nowhere."""
    clearing.take_back(fresh(page), author)
    clearing.clear(fresh(page), author)
    root = people.superuser()
    task = GroupApprovalTask.objects.create(name="Anything goes")
    short = Workflow.objects.create(name="Short cut")
    WorkflowTask.objects.create(workflow=short, task=task)
    short.start(fresh(page), author)
    with pytest.raises(PermissionDenied, match="Both steps"):
        people.decide(page, root)
    assert not fresh(page).live


def test_a_workflow_without_steps_does_not_publish(page, author):
    clearing.take_back(fresh(page), author)
    FourEyesTask.objects.update(active=False)
    with pytest.raises(PermissionDenied):
        clearing.submit(fresh(page), author)
    assert not fresh(page).live


def test_a_slower_decision_finds_the_step_decided(page):
    officer, other = people.officer(), people.officer()
    slow = fresh(page).current_workflow_task_state
    people.decide(page, officer, "reject", "No.")
    with pytest.raises(AlreadyDecidedError):
        slow.approve(user=other)
    assert fresh(page).current_workflow_state.status == "needs_changes"


def test_a_slower_cancel_does_not_undo_a_publication(page, author):
    slow = fresh(page).current_workflow_state
    for _step in range(2):
        people.decide(page, people.officer())
    with pytest.raises(AlreadyDecidedError):
        slow.cancel(user=author)
    assert fresh(page).live
    assert fresh(page).workflow_states.get().status == "approved"


def test_an_update_of_a_published_page_goes_the_same_way(author, page):
    for _step in range(2):
        people.decide(page, people.officer())
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "One year later."
    people.submitted(draft, author)
    assert fresh(page).summary == people.FILLED["summary"]
    for _step in range(2):
        people.decide(page, people.officer())
    assert fresh(page).summary == "One year later."


def test_a_move_to_another_state_voids_the_clearance(author):
    page = people.cleared(PracticeFactory(publish=False), author)
    Page.objects.get(pk=page.pk).specific.move(state_page("fr"), pos="last-child")
    assert not Clearance.objects.holds_for(fresh(page))
