"""Row 18: PostgreSQL restarted under traffic, while people write and mails go out."""

import asyncio
import threading
import time

import psycopg

from tools.bench.faults import stand
from tools.bench.figures import Figure, at_most

SECONDS, RESTART_AT, VISITORS, MAILS = 30, 8, 8, 300
GRACE = 5  # seconds after the database is back
ADDRESSES = ["/", "/states/", "/search/?q=naloxone&chapter=1", "/chapters/", "/states/ke/"]
MAIL = """INSERT INTO mail_message
    ("to", subject, body, confidential, state, attempts, next_try, last_error, created_at)
    VALUES (%s, %s, 'text', false, 'pending', 0, now(), '', now())"""


def database():
    mail = stand.MailServer()
    with stand.portal() as postgres:
        _write_mails()
        worker = stand.manage("send_mail_queue", "--work")
        with stand.running(*worker, postgres.folder / "mail.log"):
            answers, down, lost = _traffic(postgres)
            twice = _sent(mail)
    wrong = [at for at, status in answers if status != 200]
    late = [at for at in wrong if not down[0] <= at <= down[1] + GRACE]
    kinds = sorted({status for _at, status in answers if status != 200})
    note = f"{len(answers)} answers, {len(wrong)} errors ({kinds}), down {down[1] - down[0]:.1f} s"
    back = max((at - down[1] for at in wrong), default=0)
    return [
        Figure("row 18: errors outside the restart + 5 s", str(len(late)), "0", not late, note),
        at_most("row 18: last error after PostgreSQL is back", max(back, 0), GRACE, unit=" s"),
        Figure("row 18: committed writes lost", str(lost[0]), "0", not lost[0], f"of {lost[1]}"),
        Figure("row 18: mails lost or sent twice", str(twice), "0", not twice, f"of {MAILS}"),
    ]


def _write_mails():
    with psycopg.connect(stand.URL) as connection:
        for number in range(MAILS):
            connection.execute(MAIL, [f"{number}@example.org", f"mail {number}"])
        connection.execute("CREATE TABLE written (number integer)")


def _traffic(postgres):
    """(answers, when the database was down, writes lost and made)"""
    written, stop, down = [], threading.Event(), []
    writer = threading.Thread(target=_write, args=(written, stop))
    breaker = threading.Thread(target=_break, args=(postgres, down))
    writer.start()
    breaker.start()
    answers = asyncio.run(_visit())
    stop.set()
    writer.join()
    breaker.join()
    with psycopg.connect(stand.URL) as connection:
        kept = {row[0] for row in connection.execute("SELECT number FROM written")}
    return answers, down, (len(set(written) - kept), len(written))


def _break(postgres, down):
    time.sleep(RESTART_AT)
    down.append(time.monotonic())
    postgres.control("-m", "immediate", "restart")
    down.append(time.monotonic())


def _write(written, stop):
    """Numbers whose commit was confirmed."""
    number = 0
    while not stop.is_set():
        number += 1
        try:
            with psycopg.connect(stand.URL, connect_timeout=2) as connection:
                connection.execute("INSERT INTO written VALUES (%s)", [number])
        except psycopg.Error:
            continue
        written.append(number)
        time.sleep(0.02)


async def _visit():
    end = time.monotonic() + SECONDS
    visitors = await asyncio.gather(*(_visitor(number, end) for number in range(VISITORS)))
    return [answer for answers in visitors for answer in answers]


async def _visitor(number, end):
    answers = []
    while time.monotonic() < end:
        address = ADDRESSES[(number + len(answers)) % len(ADDRESSES)]
        status, _seconds = await stand.fetch(stand.WEB, address)
        answers.append((time.monotonic(), status))
        await asyncio.sleep(0.1)
    return answers


def _sent(mail):
    """How many mails were lost or came twice, once the queue is empty."""
    for _ in range(120):
        with psycopg.connect(stand.URL) as connection:
            waiting = "SELECT count(*) FROM mail_message WHERE state = 'pending'"
            if not connection.execute(waiting).fetchone()[0]:
                break
        time.sleep(1)
    wanted = {f"mail {number}".encode() for number in range(MAILS)}
    twice = len(mail.subjects) - len(set(mail.subjects))
    return twice + len(wanted - set(mail.subjects))
