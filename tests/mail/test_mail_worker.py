"""Mail workers as processes of their own, against a real SMTP server: killed, and two at once."""

import json
import signal
import sqlite3
import subprocess
from collections import Counter, defaultdict
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection

from mail import outbox
from mail.models import Message
from tests.browser import server
from tests.mailbox import Mailbox
from tests.threads import at_once

pytestmark = pytest.mark.slow

MAILS = 12
SETTINGS = "tests.mail.killed_worker"
WRITE = (
    "from mail import outbox; from mail.models import Message\n"
    "Message.objects.all().delete()\n"  # those about the first accounts
    f"for n in range({MAILS}): outbox.put(f'{{n}}@example.org', f'mail {{n}}', 'Text.')"
)


@pytest.fixture(scope="module")
def receiver():
    with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture(scope="module")
def place(tmp_path_factory, receiver):
    """The folder of a portal, and one process that starts all its workers."""
    folder = tmp_path_factory.mktemp("workers")
    settings = {
        "EMAIL_URL": receiver.url,
        "WAGTAILADMIN_BASE_URL": "https://portal.example.org:8443",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }
    (folder / "environment.json").write_text(json.dumps(settings))
    with server.commands_at_hand(folder):
        yield folder


@pytest.fixture
def folder(place):
    """Its database anew, with mails that wait."""
    for old in place.glob("db.sqlite3*"):
        old.unlink()
    server.copy_filled("prepare_portal", place)
    (place / "kills").write_text("")
    server.run_code(place, WRITE)
    return place


@pytest.fixture
def mailbox(receiver):
    receiver.messages.clear()
    return receiver


def a_minute_passes(folder) -> None:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.execute("UPDATE mail_message SET claimed_at = '2026-01-01 00:00:00'")


def ids_by_subject(mailbox) -> dict[str, list[str]]:
    found = defaultdict(list)
    for mail in mailbox.messages:
        found[mail["Subject"]].append(mail["Message-ID"])
    return found


def test_a_killed_worker_loses_no_mail_and_a_repetition_has_the_same_id(folder, mailbox):
    kills = ["before", "", "after", "", "", "before", "after"]
    (folder / "kills").write_text("\n".join(kills))
    for _kill in filter(None, kills):
        assert server.status_in(folder, "send_mail_queue", "--work") == -signal.SIGKILL
        a_minute_passes(folder)
    assert server.status_in(folder, "send_mail_queue") == 0
    found = ids_by_subject(mailbox)
    assert found.keys() == {f"mail {number}" for number in range(MAILS)}
    assert all(len(set(ids)) == 1 for ids in found.values())
    assert all(ids[0].endswith("@portal.example.org>") for ids in found.values())
    assert Counter(map(len, found.values())) == {1: MAILS - 2, 2: 2}  # those killed after


def test_what_another_worker_has_in_hand_is_left_to_it_for_a_minute(folder, mailbox):
    (folder / "kills").write_text("before")
    assert server.status_in(folder, "send_mail_queue") == -signal.SIGKILL
    assert server.status_in(folder, "send_mail_queue") == 0
    assert len(mailbox.messages) == MAILS - 1


def test_a_worker_told_to_stop_sends_and_records_the_mail_in_hand(folder, mailbox):
    (folder / "kills").write_text("stop")
    assert server.status_in(folder, "send_mail_queue", "--work") == 0
    assert len(mailbox.messages) == 1
    a_minute_passes(folder)
    assert server.status_in(folder, "send_mail_queue") == 0
    assert Counter(map(len, ids_by_subject(mailbox).values())) == {1: MAILS}


@pytest.mark.nightly
def test_two_workers_send_each_mail_once(folder, mailbox):
    command, options = server._manage("send_mail_queue"), {"env": server._environment(folder)}
    workers = [subprocess.Popen(command, cwd=server.ROOT, **options) for _each in range(2)]  # noqa: S603
    assert [worker.wait(timeout=120) for worker in workers] == [0, 0]
    assert Counter(map(len, ids_by_subject(mailbox).values())) == {1: MAILS}


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has no threads")
@pytest.mark.django_db(transaction=True)
def test_of_workers_that_claim_at_once_one_has_the_mail():
    mails, workers = [outbox.put("a@example.org", str(n), "Text.").pk for n in range(20)], 4
    together, claimed = Barrier(workers), []

    def work() -> None:
        for pk in mails:
            together.wait()
            claimed.append(Message.claim(pk))

    at_once(*[work] * workers)
    assert sorted(message.pk for message in claimed if message) == mails
