"""Decisions that are cut off or raced: one outcome or none, never half of one."""

import signal
from contextlib import nullcontext
from pathlib import Path
from threading import Event

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from audit import trail
from audit.models import AuditEntry
from mail.models import Message
from practices.models import PracticePage
from review.models import Clearance
from tests import database, people
from tests.browser.commands import Commands
from tests.factories import PracticeFactory
from tests.nightly import NIGHTLY, nightly
from tests.threads import at_once

ROUNDS = 100 if NIGHTLY else 2  # of each pair of decisions
KILLED_AT = range(5, 55, 1 if NIGHTLY else 30)  # statements; a refusal is whole after some sixty
ROOT = Path(__file__).resolve().parents[2]
EVERY = 9  # of the statements of a request, so many apart the cut is tried


class CutError(Exception):
    """Stands for a process that is killed at this statement."""


def submitted():
    author = people.focal_point("ke")
    return people.submitted(PracticeFactory(publish=False, **people.FILLED), author), author


def decision(page, action):
    return people.decision_address(page, action)


def cut_after(number):
    count = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal count
        count += 1
        # The database of a killed process rolls back by itself.
        if count > number and not sql.startswith(("ROLLBACK", "RELEASE")):
            raise CutError
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


def state_of(page):
    fresh = PracticePage.objects.get(pk=page.pk)
    states = list(WorkflowState.objects.for_instance(fresh).values_list("status", flat=True))
    runs = list(TaskState.objects.order_by("pk").values_list("status", "task__name"))
    return fresh.live, states, runs, AuditEntry.objects.count(), Message.objects.count()


def is_cut(client, address, number):
    """Whether the request was cut; False once it runs with fewer statements than that."""
    try:
        with cut_after(number):
            client.post(address, {"comment": "Because."})
    except CutError:
        return True
    return False


@pytest.mark.asvs("2.3.3", "16.5.3")
@pytest.mark.fault(11)
@pytest.mark.django_db
@pytest.mark.usefixtures("indexes_at_once")
@pytest.mark.parametrize("action", ["approve", "reject", "decline"])
def test_a_decision_cut_off_anywhere_leaves_everything_as_it_was(client, settings, action):
    # Django saves the session once the decision is whole; what is cut there is no decision.
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    page, _author = submitted()
    if action == "approve":
        people.decide(page, people.officer())  # the last step, which publishes
    client.force_login(people.officer())
    address, before, number = decision(page, action), state_of(page), 5
    while is_cut(client, address, number):
        assert state_of(page) == before, f"after {number} statements"
        number += EVERY
    assert number > 35
    assert state_of(page) != before
    assert PracticePage.objects.get(pk=page.pk).live is (action == "approve")
    assert list(trail.faults()) == []


def sent_at_once(*requests):
    """Send each (person, address) POST from a thread of its own, at the same moment.

    A third value is a wrapper around what that thread asks of the database.
    """

    def sender(person, address, wrapper=None):
        client = Client(raise_request_exception=False)
        client.force_login(person)

        def send():
            with connection.execute_wrapper(wrapper) if wrapper else nullcontext():
                return client.post(address, {"comment": "Because."}).status_code

        return send

    return at_once(*(sender(*request) for request in requests))


needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite in memory has one writer and no threads"
)


@pytest.mark.asvs("2.3.4")
@pytest.mark.fault(12)
@pytest.mark.share
@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_counts():
    for second in ["approve", "reject", "take back"] * ROUNDS:
        page, author = submitted()
        people.decide(page, people.officer())
        if second == "take back":
            other = author, reverse("submission_take_back", args=[page.pk])
        else:
            other = people.officer(), decision(page, second)
        first = people.officer(), decision(page, "approve")
        answers = sent_at_once(first, other)
        assert max(answers) < 500
        check_one_outcome(page, author)


WITHDRAW = {
    "guided form": lambda page: reverse("submission_withdraw", args=[page.pk]),
    "editor": lambda page: reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
    "bulk action": lambda page: (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={page.pk}"
    ),
}


@pytest.mark.share
@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_withdrawn_while_an_update_is_approved_never_stays_public():
    for way in [*WITHDRAW] * ROUNDS:
        author = people.focal_point("ke")
        page = PracticeFactory(**people.FILLED)
        page.summary = "An update."
        people.submitted(page, author)
        people.decide(page, people.officer())
        # The guided form is the State's; officers use Wagtail's pages.
        withdrawing = author if way == "guided form" else people.officer()
        approval = people.officer(), decision(page, "approve")
        assert max(sent_at_once(approval, (withdrawing, WITHDRAW[way](page)))) < 500
        fresh = PracticePage.objects.get(pk=page.pk)
        assert not fresh.live, way
        assert fresh.current_workflow_state is None, way
        assert not Clearance.objects.of(page).exists(), way


class Crossing:
    """Holds a bulk action at its first entry of the trail until the approval is at its page.

    Where both cannot get so far, because one waits for the other from the start, nobody holds it.
    """

    def __init__(self):
        self.at_trail, self.at_page = Event(), Event()

    def bulk(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if "audit_audithead" in sql and "FOR UPDATE" in sql and not self.at_trail.is_set():
            self.at_trail.set()
            self.at_page.wait(timeout=2)
        return result

    def approval(self, execute, sql, params, many, context):
        is_lock = "wagtailcore_page" in sql and "FOR UPDATE" in sql and not self.at_page.is_set()
        if is_lock:
            self.at_trail.wait(timeout=20)
        result = execute(sql, params, many, context)
        if is_lock:
            self.at_page.set()
        return result


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_bulk_withdrawal_and_an_approval_wait_for_each_other_in_one_order(caplog):
    first, page = (PracticeFactory(**people.FILLED) for _number in range(2))
    author = people.focal_point("ke")
    page.summary = "An update."
    people.submitted(page, author)
    people.decide(page, people.officer())
    crossing = Crossing()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    withdrawal = people.officer(), f"{bulk}?id={first.pk}&id={page.pk}", crossing.bulk
    approval = people.officer(), decision(page, "approve"), crossing.approval
    assert max(sent_at_once(withdrawal, approval)) < 500
    assert not PracticePage.objects.filter(live=True).exists()
    assert "deadlock" not in caplog.text
    assert list(trail.faults()) == []


@pytest.fixture
def processes():
    """Takes steps in processes of their own, on the database of the test."""
    commands = Commands(database.environment(connection), ROOT)
    yield commands
    commands.close()


def killed(processes, person, address, number):
    """Whether a process that takes the step dies at that statement; False if it ends before."""
    step = f"from tests.review.killed import main; main({person.pk}, {address!r}, {number})"
    status = processes.status("shell", "--no-imports", "-c", step)
    assert status in (0, -signal.SIGKILL)
    return status != 0


@pytest.mark.share
@needs_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("action", ["approve", *nightly("decline")])
def test_a_killed_process_leaves_nothing_half_done(client, processes, action):
    page, _author = submitted()
    if action == "approve":
        people.decide(page, people.officer())
    officer = people.officer()
    address, before = decision(page, action), state_of(page)
    for number in KILLED_AT:
        assert killed(processes, officer, address, number)
        assert state_of(page) == before, f"after {number} statements"
    assert not killed(processes, officer, address, 10_000)
    assert PracticePage.objects.get(pk=page.pk).live is (action == "approve")
    assert list(trail.faults()) == []


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_entries_written_at_once_form_one_chain():
    def write():
        for _entry in range(20):
            trail.record("cleared")

    at_once(*[write] * 4)
    assert AuditEntry.objects.filter(action="cleared").count() == 80
    assert list(trail.faults()) == []


def check_one_outcome(page, author):
    fresh = PracticePage.objects.get(pk=page.pk)
    state = fresh.workflow_states.get()
    assert fresh.live is (state.status == "approved")
    published = AuditEntry.objects.of_page(page).filter(action="published").count()
    assert published == int(fresh.live)
    about = {"subject__startswith": "Published", "body__contains": f"/submit/{page.pk}/"}
    mails = Message.objects.filter(to=author.email, **about)
    assert mails.count() == int(fresh.live)
    assert not state.task_states.filter(status="in_progress").exists()
