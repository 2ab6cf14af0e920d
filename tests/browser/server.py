"""A real server process with the sample content, on a database of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests import database
from tests.local_servers import free_port

from .commands import Commands

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 60
UNPACK = """
from django.db import connection
from home import starting_database
starting_database.unpack(connection)
"""
_commands: dict = {}  # of the folders of running servers


@contextmanager
def running_server(folder, content="load_demo", **settings):
    """The address of a server whose database, files and log lie in the folder."""
    copy_filled(content, folder)
    place = f"127.0.0.1:{free_port()}"
    # Links in mails lead to this server. Commands run in the folder later are told as well.
    settings["WAGTAILADMIN_BASE_URL"] = f"http://{place}"
    (folder / "environment.json").write_text(json.dumps(settings))
    log = folder / "server.log"
    with commands_at_hand(folder):
        command = ("runserver", "--noreload", "--insecure", place)
        server = _commands[folder].start(log, *command)
        try:
            _wait_until_healthy(f"http://{place}", log)
            yield f"http://{place}"
        finally:
            os.kill(server, signal.SIGTERM)


@contextmanager
def commands_at_hand(folder):
    """Meanwhile `run_in` starts no Django for each command; its settings are those of now."""
    _commands[folder] = Commands(_environment(folder), ROOT)
    try:
        yield
    finally:
        _commands.pop(folder).close()


def copy_filled(content, folder):
    """Copy a database and media folder filled once by the command `content`."""
    filled = database.FOLDER / f"{content}-{database.fingerprint()}"
    with database.one_at_a_time(content):
        if not filled.exists():
            unfinished = filled.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            with commands_at_hand(unfinished):
                run_code(unfinished, UNPACK)  # most migrations are applied in it
                run_in(unfinished, "migrate", "--verbosity", "0")
                run_in(unfinished, content)
                run_in(unfinished, "demo_accounts")
            unfinished.rename(filled)
    shutil.copytree(filled, folder, dirs_exist_ok=True)


def run_in(folder, *command):
    """What a management command prints on the database of the folder."""
    if folder in _commands:
        return _commands[folder].run(*command)
    answer = subprocess.run(  # noqa: S603
        _manage(*command),
        env=_environment(folder),
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return answer.stdout


def status_in(folder, *command):
    """What a management command ends with where `commands_at_hand` has its process."""
    return _commands[folder].status(*command)


def run_code(folder, code):
    """What Python code prints that runs with the settings and database of the folder."""
    return run_in(folder, "shell", "--no-imports", "-c", code)


def sign_in(folder, kind, *codes):
    """(name, value) of the cookie of a new person of tests.people on the running server."""
    code = (
        "from django.test import Client; from tests import people; client = Client();"
        f"client.force_login(people.{kind}(*{codes!r}));"
        "print(*next((c.key, c.value) for c in client.cookies.values()))"
    )
    return tuple(run_code(folder, code).split()[-2:])


def _environment(folder):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.server_settings",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "BROWSER_TEST_FOLDER": str(folder),
        **_settings(folder),
    }


def _settings(folder):
    """Environment variables the server of the folder was started with."""
    file = folder / "environment.json"
    return json.loads(file.read_text()) if file.exists() else {}


def _manage(*arguments):
    return [sys.executable, "manage.py", *arguments]


def _wait_until_healthy(address, log):
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if _is_healthy(address):
            return
        time.sleep(0.1)
    raise RuntimeError(f"No answer in {SECONDS_TO_START} seconds:\n{log.read_text()}")


def _is_healthy(address):
    try:
        with urlopen(f"{address}/health/", timeout=5) as answer:  # noqa: S310  our own server
            return answer.status == 200
    except (URLError, ConnectionError, TimeoutError):
        return False
