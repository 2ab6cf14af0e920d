"""The drill: back up, lose everything, restore, and serve the same; on a real PostgreSQL."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests import services
from tests.browser.commands import Commands
from tools import postgresql

pytestmark = pytest.mark.postgresql
ROOT = Path(__file__).resolve().parent.parent.parent
ADMIN_URL = services.POSTGRESQL_URL
NAME = f"portal_drill_{os.getpid()}"
OTHER = f"{NAME}_restored"
EMPTY = "template1"
_commands: dict = {}  # of each database
# The last minute before the loss: a page with an upload, and its line in the trail.
LAST_MINUTE = """
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from audit import trail
Document.objects.create(title="Last minute", file=ContentFile(b"kept", name="last.txt"))
trail.record("last minute")
"""
COUNT = """
from wagtail.models import Page
from wagtail.documents.models import Document
from audit.models import AuditEntry
print(Page.objects.count(), AuditEntry.objects.count(), AuditEntry.objects.first().hash)
print(Document.objects.get(title="Last minute").file.read().decode())
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory, django_db_setup):
    """The folder of a portal whose database is a copy of the test database, or is empty."""
    services.need(ADMIN_URL)
    with new_database(NAME, connection.settings_dict["TEST"].get("TEMPLATE") or EMPTY):
        yield tmp_path_factory.mktemp("drill")
    for name in list(_commands):
        _commands.pop(name).close()


@contextmanager
def new_database(name, template=EMPTY):
    with psycopg.connect(ADMIN_URL, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def url(name):
    return f"{ADMIN_URL.rpartition('/')[0]}/{name}"


def environment(place, name):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.tools.drill_settings",
        "DATABASE_URL": url(name),
        "MEDIA_ROOT": str(place / name),
        "POSTGRESQL_BIN": str(postgresql.programs()),
    }


def run(place, *command, name=NAME, ok=True, **more):
    """With the database of this name, and the media folder of the same name."""
    variables = environment(place, name) | more
    done = subprocess.run(  # noqa: S603  our own scripts
        command, env=variables, cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert (done.returncode == 0) is ok, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout.strip(), done.stderr


def manage(place, *arguments, name=NAME):
    """What a management command prints, from one process for each database."""
    if name not in _commands:
        _commands[name] = Commands(environment(place, name), ROOT)
    return _commands[name].run(*arguments).strip()


def shell(place, code, name=NAME):
    return manage(place, "shell", "--verbosity", "0", "-c", code, name=name)


@pytest.fixture(scope="module")
def backup(place):
    manage(place, "migrate", "--verbosity", "0")
    manage(place, "prepare_portal")
    shell(place, LAST_MINUTE)
    return Path(run(place, "tools/backup.sh", str(place / "backups"))[0])


@pytest.mark.fault(31)
def test_everything_comes_back_to_the_last_minute(place, backup):
    with new_database(OTHER):
        run(place, "tools/restore.sh", str(backup), name=OTHER)
        before, after = shell(place, COUNT), shell(place, COUNT, name=OTHER)
        assert before.endswith("kept")
        assert after == before
        assert "The trail is sound" in manage(place, "verify_audit", name=OTHER)
        manage(place, "migrate", "--check", name=OTHER)
        with psycopg.connect(url(OTHER)) as connection, pytest.raises(psycopg.DatabaseError):
            connection.execute("DELETE FROM audit_auditentry")  # the trigger came back too


def test_with_a_bucket_the_backup_is_the_database_alone(place, backup):
    made = Path(run(place, "tools/backup.sh", str(place / "backups"), MEDIA_BUCKET="files")[0])
    assert {path.name for path in made.iterdir()} == {"database.dump", "SHA256SUMS"}
    with new_database(OTHER):
        media = {"MEDIA_ROOT": str(place / "bucket")}
        told = run(place, "tools/restore.sh", str(made), name=OTHER, **media)[0]
        assert "No uploads in this backup" in told
        manage(place, "migrate", "--check", name=OTHER)


def test_the_portal_runs_under_its_own_role_after_a_restore(place, backup):
    """A restore brings no rights along; `grant_rights` gives them, and no more."""
    role, owner = f"{NAME}_at_work", ADMIN_URL.replace("portal:portal@", "postgres@")
    with new_database(OTHER), psycopg.connect(owner, autocommit=True) as server:
        media = {"MEDIA_ROOT": str(place / role)}
        run(place, "tools/restore.sh", str(backup), name=OTHER, **media)
        server.execute(f"CREATE ROLE {role} LOGIN")
        at_work = url(OTHER).replace("portal:portal@", f"{role}@")
        try:
            with psycopg.connect(at_work) as connection, pytest.raises(psycopg.DatabaseError):
                connection.execute("SELECT 1 FROM wagtailcore_page")
            manage(place, "grant_rights", role, name=OTHER)
            with psycopg.connect(at_work) as connection:
                assert connection.execute("SELECT count(*) FROM wagtailcore_page").fetchone()[0]
                with pytest.raises(psycopg.DatabaseError):
                    connection.execute("UPDATE audit_auditentry SET action = 'x'")
        finally:
            with psycopg.connect(owner.rpartition("/")[0] + f"/{OTHER}", autocommit=True) as there:
                there.execute(f"DROP OWNED BY {role}")
            server.execute(f"DROP ROLE {role}")
            # A connection ends a moment after it was closed, and a superuser's stops DROP DATABASE.
            ended = (
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s"
            )
            server.execute(ended, [OTHER])


@pytest.mark.parametrize("script", ["backup.sh", "restore.sh"])
def test_programs_of_another_version_are_refused(place, backup, tmp_path, script):
    for name in ("psql", "sha256sum"):
        real = postgresql.programs() / name if name == "psql" else Path(shutil.which(name))
        (tmp_path / name).symlink_to(real)
    other = tmp_path / "pg_dump"
    other.write_text(f'#!/bin/sh\necho "pg_dump (PostgreSQL) {postgresql.MAJOR + 1}.1"\n')
    other.chmod(0o755)
    command = [f"tools/{script}", str(backup if script == "restore.sh" else tmp_path)]
    _out, told = run(place, *command, ok=False, POSTGRESQL_BIN=str(tmp_path))
    assert f"pg_dump is version {postgresql.MAJOR + 1}" in told
    assert not list(tmp_path.glob("portal-*"))


def test_image_compose_and_tests_have_one_major_version():
    compose = (ROOT / "docker-compose.yml").read_text()
    image = (ROOT / "Dockerfile").read_text()
    assert f"postgres:{postgresql.MAJOR}" in compose
    assert f"postgresql-client-{postgresql.MAJOR}" in image


def test_nothing_that_exists_is_written_over(place, backup):
    _out, told = run(place, "tools/restore.sh", str(backup), ok=False)
    assert "empty place" in told


def test_a_damaged_backup_is_refused_before_anything_happens(place, backup, tmp_path):
    damaged = shutil.copytree(backup, tmp_path / "damaged")
    with (damaged / "database.dump").open("r+b") as dump:
        dump.seek(100)
        dump.write(b"damage")
    _out, told = run(place, "tools/restore.sh", str(damaged), ok=False)
    assert "damaged" in told


def test_others_on_the_machine_cannot_read_it(backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in backup.iterdir())
    assert not list(backup.parent.glob(".*"))
