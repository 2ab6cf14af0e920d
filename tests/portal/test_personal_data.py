"""One person: shown nowhere in public, handed over on request, forgotten with a receipt."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Attempt, SignIn
from alerts.models import Alert
from approvals import decisions
from audit import trail as audit
from audit.models import AuditEntry
from mail import outbox
from mail.models import Message
from portal.personal_data import erasure, retention
from portal.personal_data.traces import Traces
from practices.models import PracticePage
from review.models import Clearance
from search.documents import documents
from submission.models import Invitation
from taxonomy.models import Recommendation, TermLabel
from tests import codes, people
from tests.factories import PracticeFactory, member_state, put_online

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Zanele Zzcontactzz", "zzcontactzz@example.org"
CONTACT = {"contact_name": NAME, "contact_email": EMAIL}
PUBLIC = ["/", "/search/?q=zzcontactzz", "/search/suggest/?q=zzcont", "/states/", "/states/ke/"]


@pytest.fixture
def person(settings):
    settings.AXES_ENABLED = True
    person = people.focal_point("ke", first_name="Zanele", last_name="Zzcontactzz")
    person.email = person.username = EMAIL
    person.save()
    codes.give_app(person)
    client = Client()
    for password in ("wrong", people.PASSWORD):
        client.post("/admin/login/", {"username": EMAIL, "password": password})
    return person


@pytest.fixture
def page(person):
    """A published practice with a newer draft: the person wrote, cleared and is the contact."""
    officers = people.officer(), people.officer()
    page = people.submitted(PracticeFactory(publish=False, **people.FILLED | CONTACT), person)
    for officer in officers:
        people.decide(page, officer)
    page = PracticePage.objects.get(pk=page.pk)
    page.summary = "A newer draft."
    page.save_revision(user=officers[0])
    Invitation.issue(EMAIL, member_state("fr"), officers[0])
    audit.record("focal point invited", None, officers[0], after={"email": EMAIL})
    outbox.put("other@example.org", f"About {EMAIL}", f"{NAME} (zzcontactzz@example.org) wrote.")
    return PracticePage.objects.get(pk=page.pk)


@pytest.mark.fault(37)
def test_contacts_are_in_no_public_output_and_not_in_the_index(client):
    page = PracticeFactory(**people.FILLED | CONTACT)
    for address in [*PUBLIC, page.url]:
        body = client.get(address).content.decode().replace("q=zzcontactzz", "")
        body = body.replace('value="zzcontactzz"', "")
        assert EMAIL not in body, address
        assert NAME not in body, address
    assert "zzcontactzz" not in json.dumps(documents([page.pk]), default=str).lower()


def test_export_tells_everything_and_opens_nothing(page, capsys):
    call_command("personal_data", export=EMAIL)
    text = capsys.readouterr().out
    data = json.loads(text)
    assert data["account"]["email"] == EMAIL
    for what in ("focal point", "contact of pages", "invitations", "mails", "sign-ins", "trail"):
        assert data[what], what
    assert codes.KEY not in text
    assert SignIn.objects.get().key not in text


def test_a_subscriber_without_an_account_is_exported_and_forgotten(capsys):
    alert = Alert(language="en", params="q=zzwordzz")
    alert.email = EMAIL.upper()
    alert.save()
    call_command("personal_data", export=EMAIL)
    assert "zzwordzz" in capsys.readouterr().out
    call_command("personal_data", erase=EMAIL, by="The person")
    assert "alerts by mail: 1 deleted" in capsys.readouterr().out
    assert not Alert.objects.exists()


def everything():
    """The whole database as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own tables
            for row in cursor.fetchall():
                yield table, str(row).lower()


@pytest.mark.asvs("14.2.4")
@pytest.mark.fault(37)
def test_erasure_leaves_no_trace_in_any_table_and_gives_a_receipt(page, person, capsys):
    assert {table for table, row in everything() if "zzcontactzz" in row} > {
        "auth_user",
        "audit_auditentry",
        "mail_message",
        "wagtailcore_revision",
    }
    call_command("personal_data", erase=EMAIL, by="The Secretary")
    receipt = capsys.readouterr().out
    assert [table for table, row in everything() if "zzcontactzz" in row] == []
    person.refresh_from_db()
    assert f"known from now on as {person.username}" in receipt
    assert "Searched again afterwards: nothing found." in receipt
    assert not person.is_active
    with pytest.raises(CommandError, match="Nothing is kept"):
        call_command("personal_data", export=EMAIL)


def test_the_chain_holds_and_the_other_name_stands_for_the_same_person(page, person):
    rows = AuditEntry.objects.filter(actor_id=person.pk)
    before = list(rows.order_by("number").values_list("number", "action", "hash"))
    list(erasure.erase(EMAIL, "The Secretary"))
    assert list(audit.faults()) == []
    assert list(audit.faults(last=3)) == []
    after = AuditEntry.objects.filter(actor_id=person.pk).order_by("number")
    assert list(after.values_list("number", "action", "hash")) == before
    person.refresh_from_db()
    assert {entry.actor_name for entry in after} == {person.username}
    entry = AuditEntry.objects.get(action=audit.ERASED)
    assert entry.after["by"] == "The Secretary"


def test_a_change_beside_the_erasure_is_still_found(page):
    list(erasure.erase(EMAIL, "The Secretary"))
    touched = AuditEntry.objects.filter(action="approved").first()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL portal.erasing = 'on'")
        statement = "UPDATE audit_auditentry SET actor_name = 'somebody' WHERE number = %s"
        cursor.execute(statement, [touched.number])
    assert list(audit.faults()) == [f"Entry {touched.number} has been changed."]


def test_the_word_of_the_state_stays_valid(page):
    draft = PracticeFactory(publish=False, slug="waits", **people.FILLED | CONTACT)
    people.cleared(draft, people.focal_point("ke"))
    list(erasure.erase(EMAIL, "The Secretary"))
    draft = PracticePage.objects.get(pk=draft.pk)
    assert Clearance.objects.holds_for(draft)
    assert draft.get_latest_revision_as_object().contact_email == ""


def test_a_mail_to_somebody_else_still_goes_without_the_name(page, person):
    list(erasure.erase(EMAIL, "The Secretary"))
    person.refresh_from_db()
    mail = Message.objects.get(to="other@example.org")
    assert mail.subject == f"About {person.username}"
    assert not Message.objects.filter(to=EMAIL).exists()


def test_what_a_text_says_is_left_to_a_human(page):
    page.description = f"<p>Written by {EMAIL}.</p>"
    put_online(page.save_revision())
    receipt = "\n".join(erasure.erase(EMAIL, "The Secretary"))
    assert f"please read and edit: {page.pk} " in receipt


def test_the_contact_alone_needs_no_reading(page):
    assert "please read" not in "\n".join(erasure.erase(EMAIL, "The Secretary"))


def test_half_an_erasure_is_none(page, monkeypatch):
    monkeypatch.setattr(erasure, "_blank_contacts", lambda traces: None)
    with pytest.raises(RuntimeError, match="nothing was erased"), transaction.atomic():
        list(erasure.erase(EMAIL, "The Secretary"))
    assert Traces(EMAIL).user is not None


def test_erasure_names_who_decided_it(page):
    with pytest.raises(CommandError, match="--by"):
        call_command("personal_data", erase=EMAIL)
    assert Traces(EMAIL).user is not None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the trigger is PostgreSQL's")
def test_postgresql_still_refuses_everything_else(page):
    for change in ("action = 'x'", "hash = ''", '"when" = now()', "page_id = 1"):
        with pytest.raises(DatabaseError), transaction.atomic():
            forge(change)


def forge(change):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.erasing = 'on'")
        cursor.execute(f"UPDATE audit_auditentry SET {change}")  # noqa: S608


@pytest.mark.asvs("14.2.4")
def test_retention_deletes_what_is_over_and_nothing_else(page, capsys):
    long_ago = timezone.now() - timedelta(days=91)
    old_mail, waiting, fresh = (outbox.put(f"{name}@example.org", "A", "B") for name in "abc")
    Message.objects.filter(pk=old_mail.pk).update(state="sent", created_at=long_ago)
    Message.objects.filter(pk=waiting.pk).update(created_at=long_ago)
    Message.objects.filter(pk=fresh.pk).update(state="sent")
    expired, _token = Invitation.issue("old@example.org", member_state("fr"), None)
    Invitation.objects.filter(pk=expired.pk).update(expires_at=long_ago)
    Attempt.objects.create(what="code", who="x", at=long_ago)
    SignIn.objects.update(since=timezone.now() - timedelta(hours=11))
    trail = AuditEntry.objects.count()
    call_command("apply_retention")
    assert set(Message.objects.filter(subject="A")) == {waiting, fresh}
    assert not Invitation.objects.filter(pk=expired.pk).exists()
    assert Invitation.objects.filter(email=EMAIL).exists()
    assert (Attempt.objects.count(), SignIn.objects.count()) == (0, 0)
    assert AuditEntry.objects.count() == trail
    assert set(retention.apply().values()) == {0}


def test_what_an_officer_confirmed_stays_without_the_name(first, second):
    first.first_name, first.last_name = "Zanele", "Zzcontactzz"
    first.email = first.username = EMAIL
    first.save()
    row = {"key": "s30-4-j", "chapter": 4, "letter": "j", "order": 10, "labels": {}}
    rows = [row | {"texts": {"en": "Words"}}]
    payload = {"source": "A/RES/S-30/1", "text_version": "final", "rows": rows}
    decisions.apply(decisions.propose("recommendations", payload, second), first)
    term = Recommendation.objects.get(key="s30-4-j")
    assert term.verified_by == EMAIL
    assert NAME in term.wording.confirmed_by
    assert "texts confirmed" in json.loads(erasure.export(EMAIL))
    list(erasure.erase(EMAIL, "test"))
    term.refresh_from_db()
    label = TermLabel.objects.get(list="recommendation", term_id=term.pk, language="en")
    for kept in (term.verified_by, term.wording.confirmed_by, label.confirmed_by):
        assert "erased-" in kept
        assert "zzcontactzz" not in kept.lower()
    assert term.wording.text == "Words"
    assert second.get_username() in term.wording.confirmed_by
