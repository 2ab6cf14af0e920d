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

MAILS = 12
SETTINGS = "tests.mail.killed_worker"
WRITE = (
    "from mail import outbox; from mail.models import Message\n"
    "Message.objects.all().delete()\n"  # those about the first accounts
    f"for n in range({MAILS}): outbox.put(f'{{n}}@example.org', f'mail {{n}}', 'Text.')"
)


@pytest.fixture
def mailbox(tmp_path):
    """Of a portal in a folder of its own, with mails that wait."""
    server.copy_filled("prepare_portal", tmp_path)
    with Mailbox() as mailbox:
        settings = {
            "EMAIL_URL": mailbox.url,
            "WAGTAILADMIN_BASE_URL": "https://portal.example.org:8443",
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }
        (tmp_path / "environment.json").write_text(json.dumps(settings))
        (tmp_path / "kills").write_text("")
        server.run_code(tmp_path, WRITE)
        yield mailbox


def start(folder, *options) -> subprocess.Popen:
    command = server._manage("send_mail_queue", *options)
    environment = server._environment(folder)
    return subprocess.Popen(command, env=environment, cwd=server.ROOT)  # noqa: S603


def a_minute_passes(folder) -> None:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.execute("UPDATE mail_message SET claimed_at = '2026-01-01 00:00:00'")


def ids_by_subject(mailbox) -> dict[str, list[str]]:
    found = defaultdict(list)
    for mail in mailbox.messages:
        found[mail["Subject"]].append(mail["Message-ID"])
    return found


def test_a_killed_worker_loses_no_mail_and_a_repetition_has_the_same_id(tmp_path, mailbox):
    kills = ["before", "", "after", "", "", "before", "after"]
    (tmp_path / "kills").write_text("\n".join(kills))
    for _kill in filter(None, kills):
        assert start(tmp_path, "--work").wait(timeout=120) == -signal.SIGKILL
        a_minute_passes(tmp_path)
    assert start(tmp_path).wait(timeout=120) == 0
    found = ids_by_subject(mailbox)
    assert found.keys() == {f"mail {number}" for number in range(MAILS)}
    assert all(len(set(ids)) == 1 for ids in found.values())
    assert all(ids[0].endswith("@portal.example.org>") for ids in found.values())
    assert Counter(map(len, found.values())) == {1: MAILS - 2, 2: 2}  # those killed after


def test_what_another_worker_has_in_hand_is_left_to_it_for_a_minute(tmp_path, mailbox):
    (tmp_path / "kills").write_text("before")
    assert start(tmp_path).wait(timeout=120) == -signal.SIGKILL
    assert start(tmp_path).wait(timeout=120) == 0
    assert len(mailbox.messages) == MAILS - 1


def test_a_worker_told_to_stop_sends_and_records_the_mail_in_hand(tmp_path, mailbox):
    (tmp_path / "kills").write_text("stop")
    assert start(tmp_path, "--work").wait(timeout=120) == 0
    assert len(mailbox.messages) == 1
    a_minute_passes(tmp_path)
    assert start(tmp_path).wait(timeout=120) == 0
    assert Counter(map(len, ids_by_subject(mailbox).values())) == {1: MAILS}


def test_two_workers_send_each_mail_once(tmp_path, mailbox):
    workers = [start(tmp_path), start(tmp_path)]
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
