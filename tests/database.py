"""Template test database: filled once and copied for each run.

The copy is keyed by everything that can change its content: migrations, the taxonomy's data
files, the code that builds the page tree, and the pinned packages. It lies in `.cache/`.
"""

import fcntl
import hashlib
import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("TEST_DATABASE_CACHE", ROOT / ".cache" / "test-databases"))
CONTENT = (
    "*/migrations/*.py",
    "*/data/**/*",
    "accounts/roles.py",
    "home/**/*.py",
    "practices/bulk/*.py",
    "practices/models/*.py",
    "review/models/*.py",
    "review/workflow.py",
    "submission/importer/*.py",
    "taxonomy/**/*.py",
    "requirements.lock",
)


def fingerprint():
    """Hex digest of what the database of a fresh portal depends on."""
    digest = hashlib.sha256()
    paths = {path for pattern in CONTENT for path in ROOT.glob(pattern) if path.is_file()}
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:20]


@contextmanager
def one_at_a_time(name):
    """One process builds; those beside it wait and copy."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def create(connection):
    """Create the connection's test database with migrations and page tree."""
    if connection.vendor == "sqlite":
        _create_sqlite(connection)
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = _postgresql_template(connection)
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def restore(connection) -> None:
    """Bring the content back after a test whose transactions were real."""
    if connection.vendor == "sqlite":
        _copy(_sqlite_template(), connection)
        return
    name, template = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["TEMPLATE"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def environment(connection) -> dict:
    """Variables of a process that opens the same test database; SQLite's is in memory."""
    if connection.vendor == "sqlite":
        return dict(os.environ)
    options = connection.settings_dict
    place = f"{options['HOST']}:{options['PORT']}/{options['NAME']}"
    url = f"postgres://{options['USER']}:{options['PASSWORD']}@{place}"
    return os.environ | {"DATABASE_URL": url}


def destroy(connection, name):
    """Drop the test database; `name` is what the connection was set to before."""
    if connection.vendor != "sqlite":  # SQLite's is in memory and goes with the process
        connection.creation.destroy_test_db(name, verbosity=0)


def _fill():
    from home.site_tree import build

    call_command("migrate", verbosity=0, interactive=False)
    build()


def _create_sqlite(connection):
    connection.close()
    name = connection.creation._get_test_db_name()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    template = _sqlite_template()
    with one_at_a_time("sqlite"):
        if template.exists():
            _copy(template, connection)
            return
        _fill()
        unfinished = template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as target:
            connection.connection.backup(target)
        unfinished.rename(template)


def _sqlite_template():
    return FOLDER / f"{fingerprint()}.sqlite3"


def _copy(template, connection):
    with closing(sqlite3.connect(template)) as source:
        source.backup(connection.connection)


def _postgresql_template(connection):
    template = f"portal_template_{fingerprint()}"
    with one_at_a_time("postgresql"):
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
            if cursor.fetchone():
                return template
        test = connection.settings_dict["TEST"]
        wanted, test["NAME"] = test.get("NAME"), f"{template}_unfinished"
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        _fill()
        connection.close()
        settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
        test["NAME"] = wanted
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{template}_unfinished" RENAME TO "{template}"')
    return template
