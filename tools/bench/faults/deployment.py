"""Row 45: the newest code takes over from the code before its last migration, and gives back."""

import asyncio
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from itertools import count

from tools.bench.faults import stand
from tools.bench.faults.person import Person
from tools.bench.figures import Figure
from tools.bench.places import ROOT

ADDRESSES = ["/?", "/states/?", "/search/?q=naloxone&chapter=1&", "/chapters/?", "/states/ke/?"]
VISITORS, QUIET = 6, 8  # people; seconds of traffic after each step
OLD, NEW = stand.WEB, stand.MAIL + 1  # ports


def deployment():
    with ExitStack() as stack:
        old = stack.enter_context(tempfile.TemporaryDirectory())
        before = _unpack(old)
        postgres = stack.enter_context(stand.database(code=old))
        answers = _there_and_back(old, postgres.folder)
    wrong = {status: number for status, number in answers.items() if status not in (200, 302)}
    note = f"of {answers.total()} answers, {answers[302]} saves among them, from {before} and back"
    what = "row 45: errors while a migration is deployed and taken back"
    return [Figure(what, f"{sum(wrong.values())}", "0", not wrong, f"{note} {wrong or ''}")]


def _unpack(folder):
    """The code before the last commit that changed the database; gives its name."""
    last = (
        _git("log", "-1", "--format=%h", "--first-parent", "--", "*/migrations/*").decode().strip()
    )
    subprocess.run(["tar", "-x", "-C", folder], input=_git("archive", f"{last}^"), check=True)
    return f"{last}^"


def _git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout


def _there_and_back(old, folder):
    """How often each status came."""
    answers = Counter()
    serving_old = stand.gunicorn(stand.environment(), folder / "old.log", old, OLD)
    with serving_old, stand.nginx(folder), _traffic(answers, _visit):
        for command in (["migrate"], ["collectstatic", "--noinput"]):
            stand.run(*stand.manage(*command))
        with _traffic(answers, _write):
            time.sleep(QUIET)  # the old code on the new tables
            with stand.gunicorn(stand.environment(), folder / "new.log", port=NEW):
                _switch(folder, NEW)
                _switch(folder, OLD)
    return answers


def _switch(folder, port):
    stand.point_at(port, folder)
    os.kill(int((folder / "portal-nginx.pid").read_text()), signal.SIGHUP)
    time.sleep(QUIET)


@contextmanager
def _traffic(answers, work):
    """Work goes on in a thread of its own meanwhile."""
    over = threading.Event()
    thread = threading.Thread(target=work, args=(answers, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _visit(answers, over):
    asyncio.run(_visitors(answers, over))


async def _visitors(answers, over):
    await asyncio.gather(*(_visitor(number, answers, over) for number in range(VISITORS)))


async def _visitor(person, answers, over):
    for number in count(person):
        if over.is_set():
            return
        # Each address is asked once, so that no cache answers for the portal.
        address = f"{ADDRESSES[number % len(ADDRESSES)]}of={person}-{number}"
        answers[(await stand.fetch(stand.PROXY, address))[0]] += 1
        await asyncio.sleep(0.1)


def _write(answers, over):
    person = Person(port=stand.PROXY)
    for number in count():
        if over.is_set():
            return
        answers[person.begin(f"Round {number}")[0]] += 1
        time.sleep(0.5)
