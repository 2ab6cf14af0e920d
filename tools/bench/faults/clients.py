"""Row 41: clients that never finish, bodies that never end; others must not notice."""

import asyncio
import tempfile
import time
from pathlib import Path

from tools.bench.faults import stand
from tools.bench.figures import Figure, at_most
from tools.bench.timing import Times

SLOW, SECONDS = 400, 15
GIGABYTE = 10**9
ADDRESSES = ["/", "/states/", "/chapters/", "/states/ke/"]
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /search/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"


def clients():
    with stand.portal(), tempfile.TemporaryDirectory() as folder, stand.nginx(folder):
        calm = asyncio.run(_others(SECONDS / 2))
        busy = asyncio.run(_beside_the_slow())
        refusal = asyncio.run(_huge())
        left = [path for path in Path(folder).rglob("*") if "body" in str(path) and path.is_file()]
    errors = sum(status != 200 for status, _seconds in busy)
    slower = _p95(busy) / _p95(calm)
    note = (
        f"{_p95(calm) * 1000:.0f} ms before, {_p95(busy) * 1000:.0f} ms beside {SLOW} slow clients"
    )
    status, seconds, sent = refusal
    early = f"status {status} after {sent / 10**6:.1f} MB"
    return [
        at_most("row 41: others' p95 beside slow clients", slower, 1.5, note),
        Figure("row 41: others' errors", str(errors), "0", not errors, f"of {len(busy)}"),
        Figure("row 41: 1 GB refused after", f"{seconds:.2f} s", "413 early", status == 413, early),
        Figure("row 41: temporary files left", str(len(left)), "0", not left),
    ]


def _p95(answers):
    return Times(tuple(seconds for _status, seconds in answers)).p95


async def _beside_the_slow():
    slow = [asyncio.create_task(_slow(number)) for number in range(SLOW)]
    await asyncio.sleep(1)
    answers = await _others(SECONDS)
    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    return answers


async def _slow(number):
    """Half of them never end their headers, half of them never end their body."""
    _reader, writer = await asyncio.open_connection("127.0.0.1", stand.PROXY)
    writer.write(HEAD if number % 2 else POST % 100_000)
    while True:
        writer.write(b"X-Slow: 1\r\n" if number % 2 else b"x")
        await writer.drain()
        await asyncio.sleep(2)


async def _others(seconds):
    answers, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        # Each asked once: the proxy keeps for some seconds what it has answered.
        address = f"{ADDRESSES[len(answers) % len(ADDRESSES)]}?of={time.time()}"
        answers.append(await stand.fetch(stand.PROXY, address))
    return answers


async def _huge():
    """(status, seconds, bytes sent) of a body of a gigabyte"""
    start, sent = time.perf_counter(), 0
    reader, writer = await asyncio.open_connection("127.0.0.1", stand.PROXY)
    answer = asyncio.create_task(reader.read(200))
    writer.write(POST % GIGABYTE)
    try:
        while not answer.done() and sent < GIGABYTE:
            writer.write(bytes(65_536))
            await writer.drain()
            sent += 65_536
        head = await answer
    except OSError:
        head = answer.result() if answer.done() and not answer.exception() else b"HTTP/1.1 0 "
    return int(head.split(b" ", 2)[1] or 0), time.perf_counter() - start, sent
