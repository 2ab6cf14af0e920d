"""Requests a second with fifty visitors at once, against gunicorn as in production."""

import asyncio
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import quote

from tools.bench.figures import Figure
from tools.bench.places import FOLDER, PORTS, ROOT, SMALL, database_url
from tools.bench.timing import Times

PORT, WORKERS, VISITORS, SECONDS = 9261, 3, 50, 20
LOG = FOLDER / "gunicorn.log"
WORDS = ("overdose", "prevention", "naloxone training", "treatment services", "лечение")
ADDRESSES = [f"/search/?q={quote(words)}&chapter=1&chapter=4" for words in WORDS]
DEGRADED = b"The search engine is not available"


def load():
    """Figure (d)."""
    with gunicorn():
        asyncio.run(_visit(3))  # warm up
        answers = asyncio.run(_visit(SECONDS))
    times = Times(tuple(milliseconds for milliseconds, _ok, _degraded in answers))
    good = sum(ok for _milliseconds, ok, _degraded in answers)
    degraded = sum(simple for _milliseconds, _ok, simple in answers)
    note = f"{times}; {len(answers) - good} errors, {degraded} by the stand-in engine"
    what = f"{SMALL:,}: /search/ with {VISITORS} connections, {WORKERS} workers"
    return [Figure(what, f"{good / SECONDS:.1f} requests/s", note=note)]


@contextmanager
def gunicorn():
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "DATABASE_URL": database_url(SMALL),
        "ELASTICSEARCH_URL": f"http://127.0.0.1:{PORTS[SMALL]}",
    }
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application"]
    command += ["--bind", f"127.0.0.1:{PORT}", "--workers", str(WORKERS)]
    with LOG.open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_until_ready(server)
        yield
    finally:
        server.terminate()
        server.wait(30)


def _wait_until_ready(server):
    for _ in range(120):
        if server.poll() is not None:
            raise RuntimeError(f"gunicorn ended; see {LOG}")
        try:
            if asyncio.run(_get(ADDRESSES[0]))[0]:
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise TimeoutError(f"gunicorn did not answer; see {LOG}")


async def _visit(seconds):
    """(milliseconds, ok, by the stand-in) of every request until the time is over."""
    end = time.perf_counter() + seconds
    visitors = await asyncio.gather(*(_visitor(number, end) for number in range(VISITORS)))
    return [answer for answers in visitors for answer in answers]


async def _visitor(number, end):
    answers = []
    while time.perf_counter() < end:
        start = time.perf_counter()
        ok, degraded = await _get(ADDRESSES[(number + len(answers)) % len(ADDRESSES)])
        answers.append(((time.perf_counter() - start) * 1000, ok, degraded))
    return answers


async def _get(address):
    """(answered with 200, by the stand-in engine)"""
    answer = await fetch(address)
    return answer.startswith(b"HTTP/1.1 200"), DEGRADED in answer


async def fetch(address):
    """The whole answer of the server, headers included."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read(-1)
    writer.close()
    return answer
