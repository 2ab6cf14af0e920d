"""The packed database of `make run` is the one that migrations make, without anybody's content."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, ConnectionHandler, connection

from home import starting_database

pytestmark = [
    pytest.mark.django_db,  # of all tests, lest pytest-django runs some later, and unpacks twice
    pytest.mark.slow,
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="`make run` is on SQLite, where tests/test_databases.py runs this",
    ),
]

SCHEMA = """
    SELECT type, name, tbl_name, sql FROM sqlite_master
    WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'wagtailsearch_indexentry_fts_%'
    ORDER BY type, name
"""
TERMS = "SELECT list, term_id, language, label, kind FROM taxonomy_termlabel ORDER BY id"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
OF_PEOPLE = ("auth_user", "audit_auditentry", "wagtailcore_revision", "workshops_statekey")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The path of the packed database, brought up to the migrations of today."""
    path = tmp_path_factory.mktemp("start") / "new" / "db.sqlite3"
    options = connection.settings_dict | {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    starting_database.unpack(ConnectionHandler({DEFAULT_DB_ALIAS: options})[DEFAULT_DB_ALIAS])
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{path}"},
        check=True,
    )
    return path


def test_it_is_what_migrations_make(unpacked):
    with closing(sqlite3.connect(unpacked)) as database, connection.cursor() as made:
        for question in (SCHEMA, TERMS, MIGRATIONS):
            assert database.execute(question).fetchall() == made.execute(question).fetchall()


def test_it_holds_nobodys_content(unpacked):
    with closing(sqlite3.connect(unpacked)) as database:
        for table in OF_PEOPLE:
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608


def test_a_database_that_is_there_stays(unpacked):
    before = unpacked.read_bytes()
    options = {"ENGINE": "django.db.backends.sqlite3", "NAME": unpacked}
    starting_database.unpack(ConnectionHandler({DEFAULT_DB_ALIAS: options})[DEFAULT_DB_ALIAS])
    assert unpacked.read_bytes() == before


def test_it_is_not_made_of_a_database_in_use(monkeypatch, unpacked):
    packed = starting_database.FILE.read_bytes()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(unpacked))
    with pytest.raises(CommandError, match="not there yet"):
        call_command("pack_starting_database")
    assert starting_database.FILE.read_bytes() == packed
