"""Fifty visitors at once, against gunicorn as in production."""

import asyncio
import os
import subprocess
import sys
import time
from contextlib import contextmanager

from tools.bench.places import FOLDER, PORTS, ROOT, SMALL, database_url

PORT, WORKERS, VISITORS = 9281, 3, 50
DEGRADED = b"The search engine is not available"


def variables():
    """Of this build in the small world."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "DATABASE_URL": database_url(SMALL),
        "ELASTICSEARCH_URL": f"http://127.0.0.1:{PORTS[SMALL]}",
    }


@contextmanager
def gunicorn(
    python=sys.executable, code=ROOT, environment=None, port=PORT, workers=WORKERS, cores=""
):
    """The server's process, when it has answered a search; `cores` as taskset(1) names them."""
    command = ["taskset", "--cpu-list", cores] if cores else []
    command += [python, "-W", "ignore", "-m", "gunicorn", "portal.wsgi:application"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    environment = environment or variables()
    log = FOLDER / f"gunicorn-{port}.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=code, env=environment, stdout=output, stderr=output)
    try:
        _wait_until_ready(server, port, log)
        yield server
    finally:
        server.terminate()
        server.wait(30)


def _wait_until_ready(server, port, log):
    for _ in range(120):
        if server.poll() is not None:
            raise RuntimeError(f"gunicorn ended; see {log}")
        try:
            if asyncio.run(get("/search/", port))[0]:
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise TimeoutError(f"gunicorn did not answer; see {log}")


async def visit(addresses, seconds, port=PORT, visitors=VISITORS):
    """[(answered with 200, by the stand-in engine)] until the time is over; seconds it took.

    Each visitor asks for the next of the addresses, an iterator, as soon as there is an answer.
    """
    start = time.perf_counter()
    end = start + seconds
    each = (_visitor(addresses, end, port) for _visitor_number in range(visitors))
    answers = [answer for answers in await asyncio.gather(*each) for answer in answers]
    return answers, time.perf_counter() - start


async def _visitor(addresses, end, port):
    answers = []
    while time.perf_counter() < end:
        answers.append(await get(next(addresses), port))
    return answers


async def get(address, port):
    """(answered with 200, by the stand-in engine)"""
    answer = await fetch(address, port)
    return answer.startswith(b"HTTP/1.1 200"), DEGRADED in answer


async def fetch(address, port=PORT):
    """The whole answer of the server, headers included."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read(-1)
    writer.close()
    return answer
