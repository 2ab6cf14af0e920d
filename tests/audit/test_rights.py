"""The portal under a role that owns nothing: it works, and the trail is out of its reach."""

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit import trail
from audit.models import AuditEntry
from practices.models import PracticePage
from tests.factories import PracticeFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has roles"),
]
ROLE = "portal_at_work"
TRAIL = AuditEntry._meta.db_table
OUT_OF_REACH = [
    "UPDATE {} SET action = 'x'",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
    "DROP TABLE {}",
    "CREATE TABLE something (id integer)",
]


@pytest.fixture
def at_work():
    """From here on the database sees the role; as a superuser made it, before the portal ran."""
    options = connection.settings_dict
    place = {"host": options["HOST"], "port": options["PORT"], "dbname": "postgres"}
    with psycopg.connect(**place, user="postgres", autocommit=True) as server:
        server.execute(f"DROP ROLE IF EXISTS {ROLE}")
        server.execute(f"CREATE ROLE {ROLE}")
        server.execute(f"GRANT {ROLE} TO {options['USER']}")
        with transaction.atomic():
            call_command("grant_rights", ROLE)
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL ROLE {ROLE}")
            yield
            transaction.set_rollback(True)


def test_the_portal_does_its_work(at_work):
    page = PracticeFactory(title="Written by the role")
    trail.record("cleared", page)
    assert PracticePage.objects.get(pk=page.pk).live
    page.delete()
    assert list(trail.faults()) == []


@pytest.mark.asvs("13.2.1", "13.2.2", "13.2.3")
@pytest.mark.parametrize("statement", OUT_OF_REACH)
def test_the_trail_is_out_of_its_reach(at_work, statement):
    trail.record("cleared")
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        _try(statement.format(TRAIL))


def test_a_person_can_still_be_forgotten(at_work):
    entry = trail.record("cleared")
    AuditEntry.objects.filter(pk=entry.pk).forget(actor_name="somebody")
    assert AuditEntry.objects.get(pk=entry.pk).actor_name == "somebody"


@pytest.mark.parametrize(("role", "told"), [("nobody_such", "no role"), ("postgres", "everything")])
def test_a_wrong_role_is_told(role, told):
    with pytest.raises(CommandError, match=told):
        call_command("grant_rights", role)


def _try(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
