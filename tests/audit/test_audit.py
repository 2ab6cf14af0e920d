"""The trail: every change of state and every refusal, in one chain nobody can edit."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction

from audit import trail as audit
from audit.models import AuditEntry
from practices.models import PracticePage
from review import clearing
from tests import people
from tests.factories import PracticeFactory, state_page

pytestmark = pytest.mark.django_db


def actions(page):
    entries = AuditEntry.objects.of_page(page).order_by("number")
    return list(entries.values_list("action", "actor_name"))


def test_the_whole_way_leaves_its_trail(client):
    author, first, second = people.focal_point("ke"), people.officer(), people.officer()
    page = people.submitted(PracticeFactory(publish=False, **people.FILLED), author)
    people.decide(page, first, "reject", "Say more.")
    people.submitted(PracticePage.objects.get(pk=page.pk), author)
    people.decide(page, first)
    people.decide(page, second)
    client.force_login(author)
    client.post(reverse("submission_withdraw", args=[page.pk]), people.CONFIRMED)
    who = {"a": author.username, "1": first.username, "2": second.username}
    trail = [
        ("created", "system"),
        ("cleared", who["a"]),
        ("submitted", who["a"]),
        ("changes requested", who["1"]),
        ("cleared", who["a"]),
        ("submitted again", who["a"]),
        ("approved", who["1"]),
        ("approved", who["2"]),
        ("published", who["2"]),
        ("withdrawn", who["a"]),
        ("clearance voided", who["a"]),
    ]
    assert actions(page) == trail
    assert list(audit.faults()) == []


def test_an_edit_by_an_officer_is_kept_with_before_and_after():
    page = people.cleared(PracticeFactory(publish=False, summary="Old."), people.focal_point("ke"))
    officer = people.officer()
    page.summary = "New."
    page.save_revision(user=officer)
    voided, edited = AuditEntry.objects.of_page(page)[:2]
    assert (edited.action, edited.before, edited.after) == (
        "edited",
        {"summary": "Old."},
        {"summary": "New."},
    )
    assert (voided.action, voided.actor_name) == ("clearance voided", officer.username)


def test_moves_and_deletions_are_kept_when_page_and_person_are_gone():
    officer = people.officer()
    page = PracticeFactory(publish=False, title="Gone")
    MovePageAction(page, state_page("fr"), pos="last-child", user=officer).execute(
        skip_permission_checks=True
    )
    DeletePageAction(PracticePage.objects.get(pk=page.pk), user=officer).execute(
        skip_permission_checks=True
    )
    name, pk = officer.username, page.pk
    officer.delete()
    entries = AuditEntry.objects.filter(page_id=pk, actor_name=name).order_by("number")
    assert [(entry.action, entry.page_title) for entry in entries] == [
        ("moved", "Gone"),
        ("deleted", "Gone"),
    ]


@pytest.mark.asvs("16.3.2", "16.3.3")
def test_a_refusal_leaves_one_line(client):
    page = PracticeFactory(state="fr", publish=False)
    person = people.focal_point("ke")
    client.force_login(person)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(address, {"title": "Mine"})
    entry = AuditEntry.objects.get(action="denied")
    assert (entry.actor_id, entry.page_id) == (person.pk, page.pk)
    assert entry.after == {"method": "POST", "path": address}


def test_an_undone_change_leaves_no_line():
    author = people.focal_point("ke")
    page = PracticeFactory(publish=False)
    before = AuditEntry.objects.count()
    with transaction.atomic():
        clearing.clear(page, author)
        transaction.set_rollback(True)
    assert AuditEntry.objects.count() == before
    assert list(audit.faults()) == []


def test_the_orm_refuses_to_touch_it():
    audit.record("cleared")
    entry = AuditEntry.objects.first()
    entry.action = "something else"
    for attempt in (
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.update(action="x"),
        lambda: AuditEntry.objects.all().delete(),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.asvs("16.4.2")
@pytest.mark.fault(29)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the trigger is PostgreSQL's")
@pytest.mark.parametrize("sql", ["UPDATE {} SET action = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_touch_it(sql):
    audit.record("cleared")
    statement = sql.format(AuditEntry._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="cannot be changed"):
            cursor.execute(statement)
        transaction.set_rollback(True)


TAMPERED = {
    "changed": "UPDATE {} SET actor_name = 'x' WHERE number = 3",
    "missing": "DELETE FROM {} WHERE number = 3",
    "ends at": "DELETE FROM {} WHERE number = (SELECT MAX(number) FROM {})",
}


@pytest.mark.asvs("16.4.2")
@pytest.mark.fault(29)
@pytest.mark.parametrize("told", TAMPERED)
def test_verification_tells_what_was_done_to_it(bare_table, told):
    for _entry in range(3):
        audit.record("cleared")
    call_command("verify_audit")
    with connection.cursor() as cursor:
        cursor.execute(TAMPERED[told].replace("{}", AuditEntry._meta.db_table))
    with pytest.raises(CommandError, match=told):
        call_command("verify_audit")
