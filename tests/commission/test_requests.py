"""Corrections and withdrawals that States ask for: asked, seen by officers, decided, told."""

import pytest
from django.test import Client
from django.urls import reverse

from approvals.models import Proposal
from audit.models import AuditEntry
from commission.models import StatementRequest
from mail.models import Message
from tests import people
from tests.commission import record
from tests.factories import fresh
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
REASON = "The second paragraph is not what was said."


def signed_in(person):
    client = Client()
    client.force_login(person)
    client.person = person
    return client


def make_statement():
    return record.intervention(record.meeting(), "Kenya on prisons", state="ke", slug="kenya")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_statement, django_db_blocker)


@pytest.fixture
def statement(db, made):
    return fresh(made)


@pytest.fixture
def focal():
    return signed_in(people.focal_point("ke"))


@pytest.fixture
def officer():
    return signed_in(people.officer())


def ask(client, page, kind="correction", reason=REASON):
    address = reverse("ask_about_statement", args=[page.pk])
    return client.post(address, {"kind": kind, "reason": reason})


def answer(client, outcome="done", words="It is done."):
    address = reverse("statement_request", args=[StatementRequest.objects.get().pk])
    return client.post(address, {"outcome": outcome, "answer": words})


def mails_to(person):
    return [mail.subject for mail in Message.objects.filter(to=person.email)]


def test_a_focal_point_sees_the_statements_of_the_state_alone(focal, statement):
    other = record.intervention(statement.meeting, "France on prisons", state="fr", slug="france")
    draft = record.intervention(statement.meeting, "Draft", state="ke", slug="d", publish=False)
    page = focal.get(reverse("statements_of_state")).content.decode()
    assert statement.title in page
    assert other.title not in page
    assert draft.title not in page
    assert ask(focal, other).status_code == 404
    assert ask(focal, draft).status_code == 404
    assert not StatementRequest.objects.exists()


def test_a_correction_is_asked_seen_and_answered(focal, officer, statement):
    assert ask(focal, statement).status_code == 302
    assert "Correction asked: Kenya on prisons" in mails_to(officer.person)
    assert "1 State asks about a statement" in " ".join(
        officer.get("/admin/")
        .content.decode()
        .replace("<strong>", "")
        .replace("</strong>", "")
        .split()
    )
    assert statement.title in officer.get(reverse("statement_requests")).content.decode()
    assert answer(officer).status_code == 302
    asked = StatementRequest.objects.get()
    assert (asked.outcome, asked.answer, asked.decided_by) == (
        "done", "It is done.", officer.person,
    )  # fmt: skip
    assert "Done: Correction of “Kenya on prisons”" in mails_to(focal.person)
    assert "It is done." in focal.get(reverse("statements_of_state")).content.decode()
    told = AuditEntry.objects.filter(action__contains="correction of a statement")
    assert [entry.action for entry in told.order_by("pk")] == [
        "correction of a statement asked", "correction of a statement done",
    ]  # fmt: skip


def test_what_was_typed_stays_when_something_is_missing(focal, statement):
    page = ask(focal, statement, kind="", reason=REASON)
    assert page.status_code == 200
    assert REASON in page.content.decode()


def test_a_statement_has_one_open_request(focal, statement):
    ask(focal, statement)
    assert "asked about this statement already" in ask(focal, statement).content.decode()
    assert StatementRequest.objects.count() == 1


def test_a_withdrawal_takes_two_officers_and_answers_itself(client, focal, officer, statement):
    ask(focal, statement, "withdrawal")
    assert "still public" in answer(officer).content.decode()
    assert StatementRequest.objects.get().is_open
    address = reverse("propose_record_withdrawal", args=[statement.pk])
    officer.post(address, {"reason": "Asked by Kenya"})
    assert client.get(statement.url).status_code == 200
    second = signed_in(people.officer())
    second.post(reverse("apply_proposal", args=[Proposal.objects.get().pk]))
    asked = StatementRequest.objects.get()
    assert (asked.outcome, asked.decided_by) == ("done", second.person)
    assert "Done: Withdrawal of “Kenya on prisons”" in mails_to(focal.person)
    gone = client.get(statement.url)
    assert gone.status_code == 410
    assert statement.title not in gone.content.decode()
    found = client.get("/search/?type=statement&q=prisons").content.decode()
    assert statement.title not in found


def test_a_request_is_refused_with_words(focal, officer, statement):
    ask(focal, statement, "withdrawal")
    assert answer(officer, "refused", "").status_code == 200
    answer(officer, "refused", "It was said in public.")
    assert "It was said in public." in focal.get(reverse("statements_of_state")).content.decode()
    assert "answered already" in answer(officer).content.decode()


def test_a_request_is_taken_back(focal, statement):
    ask(focal, statement)
    pk = StatementRequest.objects.get().pk
    other = signed_in(people.focal_point("fr"))
    address = reverse("take_back_statement_request", args=[pk])
    assert other.post(address).status_code == 404
    assert focal.post(address).status_code == 302
    assert StatementRequest.objects.get().outcome == "taken back"
    assert ask(focal, statement).status_code == 302


def test_requests_are_for_officers_and_the_state(client, focal, statement):
    ask(focal, statement)
    pk = StatementRequest.objects.get().pk
    for visitor in (client, focal):
        page = visitor.get(reverse("statement_request", args=[pk]), follow=True)
        assert REASON not in page.content.decode()


def test_what_never_was_public_is_not_gone(client, statement):
    record.intervention(statement.meeting, "Draft", slug="draft", publish=False)
    assert client.get("/meetings/thematic-2019/draft/").status_code == 404
    assert client.get("/meetings/nowhere/kenya/").status_code == 404


def test_a_withdrawn_meeting_is_gone(client):
    meeting = record.meeting(slug="other")
    meeting.unpublish()
    assert client.get("/meetings/other/").status_code == 410
