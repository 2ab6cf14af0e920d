"""The drill: back up, lose everything, restore, and serve the same; on a real PostgreSQL."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests import services

pytestmark = pytest.mark.postgresql
ROOT = Path(__file__).resolve().parent.parent.parent
ADMIN_URL = services.POSTGRESQL_URL
NAME = f"portal_drill_{os.getpid()}"
URL = f"{ADMIN_URL.rpartition('/')[0]}/{NAME}"
# The last minute before the loss: a page with an upload, and its line in the trail.
LAST_MINUTE = """
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from practices import audit
Document.objects.create(title="Last minute", file=ContentFile(b"kept", name="last.txt"))
audit.record("last minute")
"""
COUNT = """
from wagtail.models import Page
from wagtail.documents.models import Document
from practices.models import AuditEntry
print(Page.objects.count(), AuditEntry.objects.count(), AuditEntry.objects.first().hash)
print(Document.objects.get(title="Last minute").file.read().decode())
"""


@pytest.fixture
def place(tmp_path):
    services.need(ADMIN_URL)
    if not shutil.which("pg_dump") and not list(Path("/usr/lib/postgresql").glob("*/bin/pg_dump")):
        services.missing("pg_dump")
    with empty_database():
        yield tmp_path


@contextmanager
def empty_database():
    with psycopg.connect(ADMIN_URL, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME}")
        connection.execute(f"CREATE DATABASE {NAME}")
        yield
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def run(place, *command, ok=True):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.tools.drill_settings",
        "DATABASE_URL": URL,
        "MEDIA_ROOT": str(place / "media"),
    }
    done = subprocess.run(  # noqa: S603  our own scripts
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert (done.returncode == 0) is ok, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout.strip(), done.stderr


def manage(place, *arguments):
    return run(place, sys.executable, "manage.py", *arguments)[0]


@pytest.fixture
def backup(place):
    manage(place, "migrate", "--verbosity", "0")
    manage(place, "prepare_portal")
    manage(place, "shell", "--verbosity", "0", "-c", LAST_MINUTE)
    return Path(run(place, "tools/backup.sh", str(place / "backups"))[0])


def test_everything_comes_back_to_the_last_minute(place, backup):
    before = manage(place, "shell", "--verbosity", "0", "-c", COUNT)
    assert before.endswith("kept")
    shutil.rmtree(place / "media")
    with empty_database():
        run(place, "tools/restore.sh", str(backup))
        assert manage(place, "shell", "--verbosity", "0", "-c", COUNT) == before
        assert "The trail is sound" in manage(place, "verify_audit")
        manage(place, "migrate", "--check")
        with psycopg.connect(URL) as connection, pytest.raises(psycopg.DatabaseError):
            connection.execute("DELETE FROM practices_auditentry")  # the trigger came back too


def test_nothing_that_exists_is_written_over(place, backup):
    _out, told = run(place, "tools/restore.sh", str(backup), ok=False)
    assert "empty place" in told


def test_a_damaged_backup_is_refused_before_anything_happens(place, backup):
    with (backup / "database.dump").open("r+b") as dump:
        dump.seek(100)
        dump.write(b"damage")
    _out, told = run(place, "tools/restore.sh", str(backup), ok=False)
    assert "damaged" in told


def test_others_on_the_machine_cannot_read_it(backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in backup.iterdir())
    assert not list(backup.parent.glob(".*"))
